import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openSigningKeys } from '../functions/signing/signing-keys.ts';
import { pastVersionPath } from '../src/domain/collections.ts';
import { type Entry, readEntry, writeEntry } from '../src/domain/entry.ts';
import { writePublicKeys } from '../src/domain/verification/public-keys.schema.ts';
import { signedStatementOf } from '../src/domain/verification/signature-standing.ts';
import { encodeTicket } from '../src/domain/verification/ticket.ts';
import { checkSignature } from '../src/reading/signatures.ts';
import { atHour, entryText, noon, noticeText, settingsText } from './builders.ts';

/** Content with a notice of each state, signed, and the keys beside it as the portal leaves them. */
export interface SignedCounty {
	readonly folder: string;
	/** The ticket of a notice, as a printed code carries it. */
	ticket(ref: string): string;
	remove(): Promise<void>;
}

type Lines = Readonly<Record<string, string>>;

/** The first character after `K` tells the codes apart. */
const codes: Readonly<Record<string, string>> = {
	flood: 'KA2222',
	expired: 'KB2222',
	'updated-one': 'KC2222',
	'corrected-one': 'KD2222',
	'lifted-one': 'KE2222',
	'withdrawn-one': 'KF2222',
	'unsigned-one': 'KG2222',
	'forged-one': 'KH2222',
	drill: 'KJ2222',
	'scheduled-one': 'KK2222',
	update: 'KL2222',
	correction: 'KM2222',
	lift: 'KN2222',
	withdrawal: 'KP2222',
};

const follows = (ref: string, lifecycle: string): Lines => ({ lifecycle, references: `[${ref}]` });
const notices: Readonly<Record<string, Lines>> = {
	flood: {
		title: '云溪镇河水上涨，请到高处去',
		summary: '请在18:00前转移到镇中学。',
		actions: '["请带上身份证", "请关好电闸"]',
		avoid: '["请不要喝自来水"]',
		version: '2',
		expires: '2026-03-14T18:00:00+08:00',
	},
	expired: { expires: '2026-03-14T11:00:00+08:00' },
	'updated-one': {},
	'corrected-one': {},
	'lifted-one': {},
	'withdrawn-one': {},
	'unsigned-one': {},
	'forged-one': {},
	drill: { status: 'exercise', title: '演练标题' },
	'scheduled-one': { effective: '2026-03-15T09:00:00+08:00' },
	update: follows('updated-one', 'update'),
	correction: {
		...follows('corrected-one', 'correction'),
		correction: '{was: 东边, now: 西边, why: 写错}',
	},
	lift: follows('lifted-one', 'lift'),
	withdrawal: follows('withdrawn-one', 'withdrawal'),
};

const english = entryText({ title: 'Water is rising', summary: 'Leave now.' }, 'Go uphill.');

export async function makeSignedCounty(): Promise<SignedCounty> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-county-'));
	const keysFolder = await mkdtemp(join(tmpdir(), 'mingbai-keys-'));
	const keys = await openSigningKeys(keysFolder, atHour(-200));
	const keysText = writePublicKeys(keys.publicKeys());
	const entries = new Map<string, Entry<'notices'>>();
	for (const ref of Object.keys(notices)) entries.set(ref, signed(ref, keys.sign));
	const files: Record<string, string> = {
		'settings/portal.yml': settingsText(),
		'settings/signing-keys.json': keysText,
		'notices/flood.en.md': english,
		[pastVersionPath({ collection: 'notices', ref: 'flood', version: 1 }, 'zh-CN')]: floodBefore(),
	};
	for (const [ref, entry] of entries)
		files[`notices/${ref}.zh-CN.md`] = writeEntry(entry)['zh-CN'] ?? '';
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), text);
	}
	await rm(keysFolder, { recursive: true });
	return {
		folder,
		ticket(ref) {
			const entry = entries.get(ref);
			const hash = entry && checkSignature(entry, keysText).hash;
			const statement = entry && hash && signedStatementOf(entry, hash);
			if (!statement) throw new Error(`${ref} is not signed`);
			return encodeTicket(statement);
		},
		remove: () => rm(folder, { recursive: true }),
	};
}

/** The text of the flood notice that its second version replaced. */
function floodBefore(): string {
	const stamp = '{sent: 2026-03-14T09:00:00+08:00, identifier: shili.flood.x, code: KA2222}';
	const summary = '请在20:00前转移到镇小学。';
	return noticeText({ ...notices['flood'], summary, version: '1', stamp });
}

function signed(
	ref: string,
	sign: (entry: Entry<'notices'>, at: Date) => Entry<'notices'>,
): Entry<'notices'> {
	const stamp = `{sent: 2026-03-14T09:00:00+08:00, identifier: shili.${ref}.x, code: ${codes[ref]}}`;
	const texts = { 'zh-CN': noticeText({ title: `公告${ref}`, stamp, ...notices[ref] }) };
	const { entry, problems } = readEntry(
		'notices',
		ref,
		ref === 'flood' ? { ...texts, en: english } : texts,
	);
	if (!entry) throw new Error(JSON.stringify(problems));
	const made = ref === 'unsigned-one' ? entry : sign(entry, atHour(-3));
	// Somebody changed it after it was signed.
	return ref === 'forged-one'
		? {
				...made,
				data: { ...made.data, title: '改过的标题', expires: new Date(noon.getTime() + 1e9) },
			}
		: made;
}
