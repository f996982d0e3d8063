import { expect, test } from 'vitest';
import { inFormWords } from './form-words.ts';

const forms = [
	{
		name: 'notices',
		fields: [
			{ name: 'title', label: '标题' },
			{ name: 'category', label: '类别', options: [{ value: 'warning', label: '预警' }] },
			{ name: 'sessions', label: '场次', fields: [{ name: 'place', label: '地点' }] },
		],
	},
];

test('a file is read with the labels of its form and the words of its choices', () => {
	const text = 'title: 河水: 上涨\ncategory: warning\nsessions:\n  - place: 县医院\nother: x\n';
	expect(inFormWords(forms, 'content/notices/n-1.zh-CN.md', text)).toBe(
		'标题: 河水: 上涨\n类别: 预警\n场次:\n  - 地点: 县医院\nother: x\n',
	);
});

test('a file without a form is read as it stands', () => {
	expect(inFormWords(forms, 'settings/portal.yml', 'title: x\n')).toBe('title: x\n');
});
