import type { ComponentChildren } from 'preact';

/** Something went wrong: said at once. */
export function Alert({ children }: { children: ComponentChildren }) {
  return (
    <p class="alert" role="alert">
      {children}
    </p>
  );
}
