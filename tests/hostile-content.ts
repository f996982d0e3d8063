import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** What people paste by accident or on purpose; each is at most 60 characters, so that every field takes it. */
const texts = [
	'"><img src=x onerror=hacked=1>引号和标签',
	'</script><script>hacked=1</script>结束脚本',
	'&amp;lt; & < > \' " ` 符号',
	'\u202E从右往左\u202C的标记 \u2067和隔离\u2069',
	'W'.repeat(60),
	'长'.repeat(60),
	'👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 表情 🀄𠮷',
	']]><!-- --> <![CDATA[ <?php ?> 指令',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is text
	'{{hacked}} ${hacked} %0A%0D \\r\\n; , 占位',
	'=HYPERLINK("http://x.example") BEGIN:VEVENT 公式',
] as const;

const body = `<script>hacked=1</script>

<img src=x onerror=hacked=1>

[链接](javascript:hacked=1) [另一个](data:text/html,<script>hacked=1</script>)

${'W'.repeat(1000)}

| ${texts[0].replaceAll('|', '')} | ${'长'.repeat(200)} |
| --- | --- |
| ${texts[3]} | ${texts[6]} |
`;

/** A copy of the demo county in which every free text of every entry, and of the settings, is hostile. The caller removes it. */
export async function hostileContent(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-hostile-'));
	await cp('content', folder, { recursive: true });
	let next = 0;
	const another = (most: number) =>
		[...(texts[next++ % texts.length] ?? '')].slice(0, most).join('');
	for (const file of await readdir(folder, { recursive: true })) {
		const path = join(folder, file);
		if (!/\.(?:md|yml)$/.test(file)) continue;
		const text = await readFile(path, 'utf8');
		await writeFile(
			path,
			file.endsWith('.md')
				? hostileEntry(text, () => another(60))
				: hostileSettings(text, () => another(12)),
		);
	}
	return folder;
}

function hostileEntry(text: string, another: () => string): string {
	const [, fields = ''] = text.split(/^---$/m);
	return `---\n${stringify(replaced(parse(fields), another))}---\n\n${body}`;
}

function hostileSettings(text: string, another: () => string): string {
	const settings = replaced(parse(text), another) as { push: { consent: Record<string, string> } };
	// Push stays on only with a text that names who gets the addresses.
	for (const [language, consent] of Object.entries(settings.push.consent))
		settings.push.consent[language] = `${consent} 境外 Google Apple Mozilla Microsoft`;
	return stringify(settings);
}

/** Free text has spaces, punctuation or Han characters in it; codes, refs, instants, phones and addresses have none. */
const freeText = /[\p{Script=Han}\s，。]/u;

function replaced(value: unknown, another: () => string): unknown {
	if (typeof value === 'string') return freeText.test(value) ? another() : value;
	if (Array.isArray(value)) return value.map((each) => replaced(each, another));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [name, replaced(each, another)]),
	);
}
