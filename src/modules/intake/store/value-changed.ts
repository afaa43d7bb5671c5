/** The server would have stored something else than was sent; nothing of the file is taken. */
export class ValueChanged extends Error {
  override readonly name = 'ValueChanged';
}
