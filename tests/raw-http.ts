import { connect } from 'node:net';

/** An answer of HTTP/1.1, whole. */
export interface Said {
	readonly status: number;
	readonly head: string;
	readonly body: Buffer;
}

/** Asks for an address as it is written: no client library puts it in order first. */
export function getAsWritten(
	port: number,
	path: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<Said> {
	const lines = Object.entries({ Host: 'localhost', ...headers, Connection: 'close' });
	const head = lines.map(([name, value]) => `${name}: ${onOneLine(value)}\r\n`).join('');
	const request = `GET ${onOneLine(path).replace(/ /g, '%20')} HTTP/1.1\r\n${head}\r\n`;
	return new Promise((resolve, reject) => {
		const parts: Uint8Array[] = [];
		const socket = connect(port, 'localhost');
		socket.on('data', (part: Buffer) => parts.push(part));
		socket.on('error', reject);
		socket.on('close', () => resolve(read(Buffer.concat(parts))));
		socket.write(request);
	});
}

/** The end of a line would make another header, or another request, of what follows. */
function onOneLine(text: string): string {
	return text.toWellFormed().replace(/[\r\n]/g, '');
}

/** Takes an answer of HTTP/1.1 apart; its connection was closed at its end. */
function read(bytes: Buffer): Said {
	const end = bytes.indexOf('\r\n\r\n');
	const head = bytes.subarray(0, end).toString('latin1');
	const [, status = '0'] = /^HTTP\/1\.1 (\d{3})/.exec(head) ?? [];
	const rest = bytes.subarray(end + 4);
	return { status: Number(status), head, body: isInChunks(head) ? joined(rest) : rest };
}

const isInChunks = (head: string) => /^transfer-encoding: *chunked/im.test(head);

function joined(bytes: Buffer): Buffer {
	const parts: Buffer[] = [];
	for (let at = 0; at < bytes.length; ) {
		const line = bytes.indexOf('\r\n', at);
		const size = Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
		if (!(size > 0)) break;
		parts.push(bytes.subarray(line + 2, line + 2 + size));
		at = line + 4 + size;
	}
	return Buffer.concat(parts);
}
