// What checks 8 to 13 found: binding and certificate.
import { sentence } from '../words';

export const EVIDENCE_OF_ADDRESSES = {
  'binding-not-told': sentence(
    'Nothing is known of the binding of this device.',
    '没有这台设备绑定的任何信息。',
  ),
  'certificate-not-told': sentence('Nothing is known of its certificate.', '没有其证书的任何信息。'),
  'no-token': sentence('No token is bound.', '没有绑定 token。'),
  'bound-since': sentence(
    'Bound under certificate {certificate} since {at}.',
    '自 {at} 起绑定在证书 {certificate} 之下。',
  ),
  'binding-ended': sentence('{cause}.', '{cause}。'),
  'binding-ended-at': sentence('{cause} at {at}.', '{cause}，时间 {at}。'),
  'report-refused': sentence('The report of {at} was refused: {reason}.', '{at} 的上报被拒绝：{reason}。'),
  'login-not-told': sentence('Nobody said when the user logged in.', '没有人上报用户何时登录。'),
  'reported-and-login': sentence('Reported at {at}, logged in at {login}.', '上报于 {at}，登录于 {login}。'),
  'no-certificate': sentence('No such certificate was told.', '没有听说过这样的证书。'),
  'certificate-named': sentence('Certificate {certificate}.', '证书 {certificate}。'),
  'certificate-of': sentence(
    'Certificate {certificate} is of {vendor}.',
    '证书 {certificate} 属于厂商 {vendor}。',
  ),
  'vendor-elsewhere': sentence(
    'The device is {platform}, which that vendor does not reach.',
    '设备平台是 {platform}，该厂商通道到不了。',
  ),
  'in-force-from': sentence('In force from {at}.', '自 {at} 起生效。'),
  'lane-closed-at': sentence('The lane was closed at {at}: {words}.', '发送队列于 {at} 关闭：{words}。'),
  'credential-ended': sentence('Its {what} ended at {at}.', '它的 {what} 已于 {at} 到期。'),
  'not-met': sentence('No push has met the vendor with it yet.', '还没有推送用它调用过厂商。'),
  judged: sentence('{state} since {at}.', '自 {at} 起为 {state}。'),
  'judged-with': sentence('{state} since {at}: {code}.', '自 {at} 起为 {state}：{code}。'),
  'call-taken': sentence('The vendor took a call with this token.', '厂商接收过用这个 token 的调用。'),
  'vendor-tells': sentence('Only an answer of the vendor tells.', '只有厂商的应答才能说明。'),
  'token-reported': sentence(
    'A token was reported. Why it is not bound a later check says.',
    '应用上报过 token。为何没有绑定，见后面的检查项。',
  ),
  'report-under-refused': sentence(
    'The report of {at} under certificate {certificate} was refused: {reason}.',
    '{at} 在证书 {certificate} 之下的上报被拒绝：{reason}。',
  ),
  'reported-under': sentence(
    'Reported at {at} under certificate {certificate}.',
    '于 {at} 在证书 {certificate} 之下上报。',
  ),
  'reported-in-session': sentence(
    'Reported at {at} in session {session}; {current} is logged in.',
    '于 {at} 在会话 {session} 中上报；当前登录的是 {current}。',
  ),
  'version-next': sentence(
    'Version {version} takes its place at {at}.',
    '版本 {version} 将于 {at} 取而代之。',
  ),
  'credential-ends': sentence('Its {what} ends at {at}.', '它的 {what} 将于 {at} 到期。'),
} as const;
