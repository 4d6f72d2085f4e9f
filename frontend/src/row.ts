/** Work that waits in a row: piece by piece, in order, until one breaks down. What waits behind that one is not done any more. */
export class Row {
  private last: Promise<void> = Promise.resolve();
  private broken = false;

  constructor(private readonly failed: (error: unknown) => void) {}

  add(work: () => void | Promise<void>): void {
    this.last = this.last
      .then(() => (this.broken ? undefined : work()))
      .catch((error: unknown) => {
        this.broken = true;
        this.failed(error);
      });
  }
}
