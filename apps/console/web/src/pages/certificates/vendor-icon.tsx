// The icon of a vendor, as its folder draws it. Only decoration: the name stands beside it.
import type { Vendor } from '../../parts/form/descriptor';

export function VendorIcon({ icon, size = 20 }: { icon: Vendor['icon'] | undefined; size?: number }) {
  if (icon === undefined) return null;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="5" fill={icon.tint} />
      {icon.path === null ? (
        <text x="12" y="17" textAnchor="middle" fontSize="14" fill="#fff">
          {icon.letter}
        </text>
      ) : (
        <path
          d={icon.path}
          fill="none"
          stroke="#fff"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}
