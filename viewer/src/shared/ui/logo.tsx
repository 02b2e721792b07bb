/** A lit panel with a film on it. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden focusable="false">
      <rect x="1" y="2" width="18" height="16" rx="3" fill="#0b6bcb" />
      <rect x="4" y="5" width="12" height="10" rx="1" fill="#eaf3fc" />
      <path d="M10 6.5v7M7.2 8.2c-1.2 1-1.2 3 0 4.2M12.8 8.2c1.2 1 1.2 3 0 4.2" stroke="#0b6bcb" strokeWidth="1.2" fill="none" strokeLinecap="round" />
    </svg>
  );
}
