// The signature against worked examples, and the whole request against the one printed in the sheet (3.4).
import { signedForm, signOf } from './sign';

const SECRET = '0123456789abcdef0123456789abcdef';
const messageJson =
  '{"noticeBarInfo":{"noticeMsgType":1,"noticeBarType":0,"title":"小红","content":"晚上一起吃饭吗? a=b&c"},' +
  '"noticeExpandInfo":{"noticeExpandType":0},"clickTypeInfo":{"clickType":0,"parameters":{"conv":"p2p_10086"}},' +
  '"pushTimeInfo":{"offLine":1,"validTime":24},' +
  '"extra":{"callback":"http://cb.example.com/mz","callback.param":"job-1","callback.type":"3"}}';
const push = { appId: '100999', pushIds: 'PIDaaa0001,PIDbbb0002', messageJson };

describe("Meizu's signature", () => {
  it.each([
    [
      "the vendor's document",
      {
        appId: '10000',
        messageJson: '{"title":"title","content":"content","pushTimeInfo":{"offLine":1,"validTime":24}}',
        pushIds: 'RA50c6348036344485d01776773577c64740465480a6b',
      },
      '<APP_SECRET>',
      'ac076ff25d9900015a681cb5172aa53b',
    ],
    ['a task', { appId: '100999', taskId: '20457' }, SECRET, 'e45da4e7a6aaa62b162ed7cec1ebc699'],
    ['a push', push, SECRET, '972be97f7bda9dcd79e0444f8ce52c4f'],
  ])('is that of %s', (_what, fields, secret, sign) => {
    expect(signOf(fields, secret)).toBe(sign);
  });
  it('goes by the names in byte order, whatever order they come in', () => {
    const { appId, pushIds } = push;
    expect(signOf({ pushIds, messageJson, appId }, SECRET)).toBe('972be97f7bda9dcd79e0444f8ce52c4f');
  });
  it('is made of the raw values, and the form of the encoded ones', () => {
    expect(signedForm(push, SECRET)).toBe(
      'appId=100999&pushIds=PIDaaa0001%2CPIDbbb0002&messageJson=%7B%22noticeBarInfo%22%3A%7B%22noticeMsgType%22%3A1' +
        '%2C%22noticeBarType%22%3A0%2C%22title%22%3A%22%E5%B0%8F%E7%BA%A2%22%2C%22content%22%3A%22%E6%99%9A%E4%B8%8A' +
        '%E4%B8%80%E8%B5%B7%E5%90%83%E9%A5%AD%E5%90%97%3F+a%3Db%26c%22%7D%2C%22noticeExpandInfo%22%3A%7B' +
        '%22noticeExpandType%22%3A0%7D%2C%22clickTypeInfo%22%3A%7B%22clickType%22%3A0%2C%22parameters%22%3A%7B' +
        '%22conv%22%3A%22p2p_10086%22%7D%7D%2C%22pushTimeInfo%22%3A%7B%22offLine%22%3A1%2C%22validTime%22%3A24%7D' +
        '%2C%22extra%22%3A%7B%22callback%22%3A%22http%3A%2F%2Fcb.example.com%2Fmz%22%2C%22callback.param%22%3A' +
        '%22job-1%22%2C%22callback.type%22%3A%223%22%7D%7D&sign=972be97f7bda9dcd79e0444f8ce52c4f',
    );
  });
});
