/**
 * Makes something when it is first asked for, and gives the same to all who ask. Who asks while it is being made
 * waits for that. A failure is told to those who wait and is not remembered: the next one who asks has it tried again.
 */
export function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
