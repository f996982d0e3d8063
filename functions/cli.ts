import { type Command, commands } from './commands/all-commands.ts';
import { type Config, type ConfigProblem, readConfig } from './config.ts';

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) process.exitCode = await perform(command);
else {
	listCommands();
	if (name !== 'help') {
		process.stderr.write(`There is no command "${name}".\n`);
		process.exitCode = 2;
	}
}

/** Does it where what it needs is there; else says what is missing, and does nothing. Gives the exit code. */
async function perform(given: Command): Promise<number> {
	if (given.needs === 'nothing')
		return given.run(args).catch((error: unknown) => {
			if (isMistyped(error)) return refuseMistyped(error, given);
			throw error;
		});
	const read = readConfig(process.env);
	if ('problems' in read) return refuse(linesOf(read.problems));
	const fault = await missing(given.needs, read.config);
	if (fault) return refuse(fault);
	try {
		return await given.run(read.config, args);
	} catch (error) {
		return refuseFailed(error, given, read.config);
	}
}

/** Says what was mistyped, or what of the store fails; anything else is a surprise. Gives the exit code. */
async function refuseFailed(error: unknown, given: Command, config: Config): Promise<number> {
	if (isMistyped(error)) return refuseMistyped(error, given);
	const { databaseFault } = await import('./store/database-fault.ts');
	const ofDatabase = databaseFault(error, config.databaseUrl);
	if (ofDatabase) return refuse(`DATABASE_URL ${ofDatabase}`);
	const { openingFault } = await import('./store/disk-fault.ts');
	const store = await openingFault(error, config.dataDir);
	if (!store) throw error;
	return refuse(`The store cannot be used (${store}); see "Bad days" in docs/operations.md.`);
}

function isMistyped(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code));
}

function refuseMistyped(error: Error, { usage }: Command): number {
	process.stderr.write(`${error.message}\n  npm run mingbai -- ${usage}\n`);
	return 2;
}

async function missing(
	needs: 'configuration' | 'folder' | 'portal',
	config: Config,
): Promise<string | undefined> {
	if (needs === 'configuration') return undefined;
	if (needs === 'portal') return (await import('./store/store-note.ts')).portalFault(config);
	const { folderProblems } = await import('./start-problems.ts');
	return linesOf(await folderProblems(process.env));
}

function linesOf(problems: readonly ConfigProblem[]): string {
	return problems.map(({ variable, message }) => `${variable} ${message}`).join('\n');
}

function refuse(fault: string): number {
	process.stderr.write(`${fault}\n`);
	return 1;
}

function listCommands(): void {
	const usages = ['help                      list the commands'];
	for (const { usage } of Object.values(commands)) usages.push(usage);
	process.stdout.write(usages.map((usage) => `  npm run mingbai -- ${usage}\n`).join(''));
}
