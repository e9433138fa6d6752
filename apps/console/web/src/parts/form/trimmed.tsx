// Says that blanks around a value were taken away.
import { useTexts } from '../../texts/language';
import { FORM } from '../../texts/form';

export function Trimmed() {
  const t = useTexts(FORM);
  return (
    <p className="form-note" data-tone="plain" role="status">
      {t.trimmed}
    </p>
  );
}
