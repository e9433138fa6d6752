// Adding a certificate: choose the vendor, fill its form, and the id. All in one drawer, so that the list is where it was.
import { Button, Group, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer } from '../../../parts/answer';
import { Drawer } from '../../../parts/drawer';
import { inLanguage, type Vendor } from '../../../parts/form/descriptor';
import { CERTIFICATES } from '../../../texts/certificates';
import { useLanguage, useTexts } from '../../../texts/language';
import { CertificateForm } from './certificate-form';
import { useVendors } from '../queries';
import { Saved, type SavedCertificate } from './saved';
import { VendorIcon } from '../vendor-icon';

/** The vendor stands in the address, so that a link opens its form. */
export function AddDrawer({ app }: { app: string }) {
  const t = useTexts(CERTIFICATES);
  const language = useLanguage();
  const navigate = useNavigate();
  const vendors = useVendors();
  const { vendor: chosen } = useSearch({ strict: false });
  const [saved, setSaved] = useState<SavedCertificate>();
  const choose = (id: string | undefined): void =>
    void navigate({
      to: '.',
      search: (before) => ({ ...before, vendor: id }),
    });
  const close = (): void =>
    void navigate({ to: '.', search: (before) => ({ ...before, add: undefined, vendor: undefined }) });
  const vendor = vendors.data?.find(({ id }) => id === chosen);
  const title = vendor === undefined ? t.add : t.newOf(inLanguage(vendor.names, language));
  return (
    <Drawer title={saved ? t.saved : title} onClose={close} isKept={vendor !== undefined && !saved} isWide>
      {saved ? (
        <Saved
          app={app}
          saved={saved}
          onClose={close}
          onAnother={() => {
            setSaved(undefined);
            choose(undefined);
          }}
        />
      ) : (
        <Answer query={vendors} what={t.vendors}>
          {(all) =>
            vendor === undefined ? (
              <Tiles vendors={all} onChoose={choose} />
            ) : (
              <Stack>
                <Group>
                  <Button variant="default" size="xs" onClick={() => choose(undefined)}>
                    {t.otherVendor}
                  </Button>
                </Group>
                <CertificateForm
                  key={vendor.id}
                  app={app}
                  vendor={vendor}
                  onSaved={setSaved}
                  onCancel={close}
                />
              </Stack>
            )
          }
        </Answer>
      )}
    </Drawer>
  );
}

function Tiles({ vendors, onChoose }: { vendors: readonly Vendor[]; onChoose: (id: string) => void }) {
  const t = useTexts(CERTIFICATES);
  const language = useLanguage();
  return (
    <Stack>
      <p id="choose-vendor">{t.choose}</p>
      <ul className="certificate-tiles" aria-labelledby="choose-vendor">
        {vendors.map(({ id, names, icon }, at) => (
          <li key={id}>
            <button
              type="button"
              className="certificate-tile"
              data-autofocus={at === 0 || undefined}
              onClick={() => onChoose(id)}
            >
              <VendorIcon icon={icon} size={32} />
              {inLanguage(names, language)}
            </button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
