import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An identity provider that signs in whoever it is told to; the code it expects is the nonce. Gives its issuer. */
export async function anIdentityProvider(person: { email: string; email_verified: boolean }) {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	let issuer = '';
	const idToken = (nonce: string) => {
		const iat = Math.floor(Date.now() / 1000);
		const claims = { iss: issuer, aud: 'portal', sub: 'someone', iat, exp: iat + 300 };
		return jwt({ ...claims, nonce, name: 'Someone', ...person }, privateKey);
	};
	const answers: Readonly<Record<string, (body: URLSearchParams) => object>> = {
		'/.well-known/openid-configuration': () => ({
			issuer,
			authorization_endpoint: `${issuer}/authorize`,
			token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`,
			id_token_signing_alg_values_supported: ['RS256'],
		}),
		'/jwks': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'RS256', kid: '1' }] }),
		'/token': (body) => ({
			access_token: 'access',
			token_type: 'Bearer',
			id_token: idToken(body.get('code') ?? ''),
		}),
	};
	const server = createServer(async (request, response) => {
		const body = new URLSearchParams(await text(request));
		const answer = answers[request.url ?? '']?.(body);
		response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' });
		response.end(JSON.stringify(answer ?? {}));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	// A server that listens on TCP has such an address.
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { issuer, close: () => server.close() };
}

function jwt(claims: object, key: KeyObject): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const content = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`;
	return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}
