import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/sha';

self.onmessage = async ({ data: challenge }: MessageEvent<Challenge>) => {
	self.postMessage(await solveChallenge({ challenge, deriveKey }).catch(() => null));
};
