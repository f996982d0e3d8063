import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as another system got it. */
export interface ReceivedWebhook {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** Another system on loopback that is told what is announced. */
export interface WebhookReceiver {
	/** For `WEBHOOKS`: the address and the secret. */
	readonly webhook: string;
	/** The secret of the webhook, in base64. */
	readonly secret: string;
	readonly received: readonly ReceivedWebhook[];
	/** From now on requests are answered so. */
	answer(status: number, headers?: Readonly<Record<string, string>>): void;
	/** Checks a signature with another implementation of HMAC than the sender's. */
	isSigned(webhook: ReceivedWebhook, secret?: string): Promise<boolean>;
	close(): Promise<void>;
}

/** Starts a receiver that takes everything, until it is told to answer otherwise. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
	const secret = Buffer.from('the water rises and rises, go high').toString('base64');
	const received: ReceivedWebhook[] = [];
	let said: { status: number; headers: Readonly<Record<string, string>> } = {
		status: 204,
		headers: {},
	};
	const server = createServer(async (request, response) => {
		const { url: path = '', headers } = request;
		received.push({ path, headers, body: await text(request) });
		response.writeHead(said.status, said.headers).end();
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	// A server that listens on a port has an address with that port.
	const { port } = server.address() as AddressInfo;
	return {
		webhook: `http://localhost:${port}/in?token=TOKEN#whsec_${secret}`,
		secret,
		received,
		answer(status, headers = {}) {
			said = { status, headers };
		},
		isSigned: (webhook, key = secret) => isSigned(webhook, key),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function isSigned({ headers, body }: ReceivedWebhook, secret: string): Promise<boolean> {
	const key = await crypto.subtle.importKey(
		'raw',
		Buffer.from(secret, 'base64'),
		{ name: 'HMAC', hash: 'SHA-256' },
		false,
		['verify'],
	);
	const signature = Buffer.from(String(headers['webhook-signature']).replace(/^v1,/, ''), 'base64');
	const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
	return crypto.subtle.verify('HMAC', key, signature, Buffer.from(signed));
}
