// The certificates of an app: the list, one in full, and the drawer in which one is added. The address says which.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMay } from '../../shell/session';
import { useShortcut } from '../../shell/shortcuts';
import { CERTIFICATES } from '../../texts/certificates';
import { useTexts } from '../../texts/language';
import { AddDrawer } from './form/add';
import './certificates.css';
import { CertificateDetail } from './one/detail';
import { CertificateList } from './list';

export function CertificatesPage() {
  const { app = '', certificate } = useParams({ strict: false });
  const { add } = useSearch({ strict: false });
  const mayChange = useMay('operator', app);
  return (
    <>
      {certificate === undefined ? (
        <CertificateList app={app} />
      ) : (
        <CertificateDetail key={certificate} app={app} certificate={certificate} />
      )}
      {mayChange && <AddKey />}
      {mayChange && add === true && <AddDrawer app={app} />}
    </>
  );
}

/** What may be changed has its key only for who may. */
function AddKey() {
  const t = useTexts(CERTIFICATES);
  const navigate = useNavigate();
  useShortcut(
    'n',
    t.addKey,
    () => void navigate({ to: '.', search: (before) => ({ ...before, add: true }) }),
  );
  return null;
}
