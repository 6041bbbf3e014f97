// The base protocol: header lines, an empty line, as many bytes of UTF-8 as the header says. Nothing else may be on the stream.

export const frame = (message) => {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
};

/** Cuts bytes, however they arrive, into messages; throws at the first byte that can't belong to one. */
export class Frames {
  #bytes = Buffer.alloc(0);

  /** The messages that are complete now. */
  *push(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (let body = this.#next(); body; body = this.#next()) {
      yield JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    }
  }

  /** Bytes of a message that never ended. */
  get rest() {
    return this.#bytes.length;
  }

  #next() {
    const end = this.#bytes.indexOf('\r\n\r\n');
    const header = this.#bytes.subarray(0, end < 0 ? undefined : end).toString('latin1');
    if (end < 0) {
      if (!'Content-'.startsWith(header.slice(0, 8))) throw new Error(`not a header: ${JSON.stringify(header.slice(0, 80))}`);
      return undefined;
    }
    let length;
    for (const line of header.split('\r\n')) {
      const [, name, value] = /^(Content-Length|Content-Type): (.+)$/.exec(line) ?? [];
      if (!name) throw new Error(`not a header line: ${JSON.stringify(line.slice(0, 80))}`);
      if (name === 'Content-Length') length = Number(value);
      else if (!/charset=utf-?8/i.test(value)) throw new Error(`not UTF-8: ${value}`);
    }
    if (!Number.isSafeInteger(length) || length < 0) throw new Error(`no length in ${JSON.stringify(header)}`);
    const start = end + 4;
    if (this.#bytes.length < start + length) return undefined;
    const body = this.#bytes.subarray(start, start + length);
    this.#bytes = this.#bytes.subarray(start + length);
    return body;
  }
}
