import { randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';

type Extension = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>[number];

/** A certificate authority of its own and a server certificate from it for this machine, as PEM. */
export async function makeCertificates(): Promise<{
	authority: string;
	certificate: string;
	key: string;
}> {
	const own = await generate(
		[{ name: 'commonName', value: `Mingbai test authority ${randomUUID()}` }],
		{
			...elliptic,
			extensions: [
				{ name: 'basicConstraints', cA: true, critical: true },
				{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
			],
		},
	);
	const server = await generate([{ name: 'commonName', value: 'localhost' }], {
		...elliptic,
		ca: { key: own.private, cert: own.cert },
		extensions: [
			{ name: 'basicConstraints', cA: false },
			{ name: 'keyUsage', digitalSignature: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{ name: 'subjectAltName', altNames },
		],
	});
	return { authority: own.cert, certificate: server.cert, key: server.private };
}

const elliptic = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/** RFC 5280 §4.2.1.6: 2 is a DNS name, 7 an IP address. */
const altNames: Extract<Extension, { name: 'subjectAltName' }>['altNames'] = [
	{ type: 2, value: 'localhost' },
	{ type: 7, ip: '127.0.0.1' },
	{ type: 7, ip: '::1' },
];
