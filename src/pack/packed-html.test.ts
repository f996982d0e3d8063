import { expect, test } from 'vitest';
import { renderMarkdown } from '../reading/markdown.ts';
import { packedHtml } from './packed-html.ts';

const page = 'https://shili.example/base/notices/n-1/';
const packed = async (markdown: string) => packedHtml(await renderMarkdown(markdown), page);

test.each([
	['[表](/guides/kit/?a=1&b=2)', '<a href="https://shili.example/guides/kit/?a=1&amp;b=2">表</a>'],
	['[上面](#top)', '<a href="https://shili.example/base/notices/n-1/#top">上面</a>'],
	['[旁边](../n-2/)', '<a href="https://shili.example/base/notices/n-2/">旁边</a>'],
	['[电话](tel:120)', '<a href="tel:120">电话</a>'],
	['## 怎么办', '<h4>怎么办</h4>'],
	['![示意图](/uploads/a.png)', '<p></p>'],
])('%s in a text stands in the pack as %s', async (markdown, expected) => {
	expect(await packed(markdown)).toContain(expected);
});
