import { describe, expect, test } from 'vitest';
import { mostPosts, readPosts } from './signed-link.ts';

describe('the posts of a list', () => {
	test('are read one a line, with the office line behind either comma', () => {
		expect(
			readPosts('溪口村 联络员，0000-5550133\r\n\n 上坞村 联络员 \nShangwu officer, 0000-5550134'),
		).toEqual({
			posts: [
				{ post: '溪口村 联络员', contact: '0000-5550133' },
				{ post: '上坞村 联络员' },
				{ post: 'Shangwu officer', contact: '0000-5550134' },
			],
		});
	});

	test.each([
		['nothing', ' \n', 'required'],
		['a person’s mobile number', '溪口村 联络员，13800138000', 'persons-phone'],
		['a mobile number in the name', '王某 138 0013 8000', 'persons-phone'],
		['words behind the comma', '溪口村 联络员，找老王', 'bad-contact'],
		['no name before the comma', '，0000-5550133', 'bad-post'],
		['a name without an end', '村'.repeat(41), 'bad-post'],
		['more than a township has', '溪口村\n'.repeat(mostPosts + 1), 'too-many-posts'],
	])('with %s are refused', (_, text, code) => {
		expect(readPosts(text)).toMatchObject({ problems: [{ code, field: 'posts' }] });
	});
});
