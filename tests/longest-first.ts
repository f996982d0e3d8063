import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Begins with the tests of the whole portal, which take longest: begun last, one of them would run alone at the end while
 * the other processor waits.
 */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const { portal = [], rest = [] } = Object.groupBy(sorted, ({ moduleId }) =>
			moduleId.includes('/tests/') ? 'portal' : 'rest',
		);
		return [...portal, ...rest];
	}
}
