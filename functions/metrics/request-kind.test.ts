import { expect, test } from 'vitest';
import { requestKind } from './request-kind.ts';

test.each([
	['/', 'page'],
	['/en/notices/flood/', 'page'],
	['/alerts.json', 'page'],
	['/api/reports', 'resident'],
	['/api/health', 'resident'],
	['/en/link/abc/', 'resident'],
	['/api/cms', 'staff'],
	['/api/exercise-desk/state', 'staff'],
	['/staff/quick/', 'staff'],
	['/en/staff/', 'staff'],
	['/admin/', 'staff'],
	['/en/desk/', 'staff'],
])('a request for %s is one of a %s', (path, kind) => {
	expect(requestKind(path)).toBe(kind);
});
