import { fileURLToPath } from 'node:url';

/** Where the software lies, wherever a command is given. Nothing is written there but by `build-renderer`. */
export const codeFolder = fileURLToPath(new URL('..', import.meta.url));
