import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ConfigProblem } from './config.ts';

/** Of a file that it cannot use Node.js says so in one line and goes on without; what is signed by it then fails later, elsewhere. */
export async function certificateProblems(
	file: string | undefined,
): Promise<readonly ConfigProblem[]> {
	if (file === undefined) return [];
	try {
		new X509Certificate(await readFile(file));
		return [];
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		const reason = /^E[A-Z]+$/.test(code)
			? `which cannot be read (${code})`
			: 'which holds no certificate in PEM';
		const message = `is ${file}, ${reason}: name the file of a certificate authority, or leave it out`;
		return [{ variable: 'NODE_EXTRA_CA_CERTS', message }];
	}
}
