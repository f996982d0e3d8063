import { isLoopback } from './loopback.ts';

/** Where Decap keeps what editors write: the portal, or a repository on a Git host that editors may push to. */
const backendNames = ['portal', 'github', 'gitlab', 'forgejo'] as const;
type BackendName = (typeof backendNames)[number];

/** The variables that choose and describe the backend when the site is built. */
export const cmsVariableNames = [
	'CMS_BACKEND',
	'CMS_REPO',
	'CMS_BRANCH',
	'CMS_BASE_URL',
	'CMS_API_URL',
	'CMS_APP_ID',
	'CMS_CONTENT_FOLDER',
] as const;
type VariableName = (typeof cmsVariableNames)[number];

/** A backend that Decap can work with. */
export interface CmsBackend {
	/** Decap's `backend` option. */
	readonly options: { readonly name: BackendName; readonly [option: string]: string };
	/** `''` where content is all there is in the repository, `content/` where it also holds the site's code. */
	readonly contentFolder: string;
	/** The origins that the editor's program speaks with, beside the site's own. */
	readonly origins: readonly string[];
	/** Whether people sign in in a second window, which must be able to answer the first. */
	readonly signsInByPopup: boolean;
	/** The variables it was read from, as they were given. */
	readonly variables: { readonly [name in VariableName]?: string };
}

export interface CmsBackendProblem {
	readonly variable: VariableName;
	readonly message: string;
}

export const portalBackend: CmsBackend = {
	options: { name: 'portal', branch: 'main' },
	contentFolder: '',
	origins: [],
	signsInByPopup: false,
	variables: {},
};

/** Reads the backend from the environment of a build, with every fault at once. */
export function readCmsBackend(
	env: Readonly<Record<string, string | undefined>>,
): { readonly backend: CmsBackend } | { readonly problems: readonly CmsBackendProblem[] } {
	const variables = given(env);
	const name = backendNames.find((each) => each === (variables.CMS_BACKEND ?? 'portal'));
	if (!name)
		return { problems: [wrong('CMS_BACKEND', `must be one of: ${backendNames.join(', ')}`)] };
	if (name === 'portal') return portal(variables);
	const problems = [...problemsOf(variables), ...hostProblems(name, variables)];
	return problems.length > 0 ? { problems } : { backend: hosted(name, variables) };
}

/** A line such as `CMS_REPO=` means that it is not set. */
function given(env: Readonly<Record<string, string | undefined>>): CmsBackend['variables'] {
	return Object.fromEntries(
		cmsVariableNames.flatMap((name) => {
			const value = env[name]?.trim();
			return value ? [[name, value]] : [];
		}),
	);
}

function wrong(variable: VariableName, message: string): CmsBackendProblem {
	return { variable, message };
}

function portal(variables: CmsBackend['variables']): ReturnType<typeof readCmsBackend> {
	const others = cmsVariableNames.filter((name) => name !== 'CMS_BACKEND' && variables[name]);
	if (others.length === 0) return { backend: portalBackend };
	const message =
		'is for a Git host: set CMS_BACKEND to github, gitlab or forgejo, or leave it out';
	return { problems: others.map((name) => wrong(name, message)) };
}

function problemsOf(variables: CmsBackend['variables']): CmsBackendProblem[] {
	const { CMS_BRANCH: branch, CMS_CONTENT_FOLDER: folder, CMS_APP_ID: app } = variables;
	const problems: CmsBackendProblem[] = [];
	if (branch && !/^(?!.*(?:\.\.|\.lock$|\/\/))\w(?:[\w./-]*\w)?$/.test(branch))
		problems.push(wrong('CMS_BRANCH', 'must be the name of a branch such as main'));
	if (folder && folder !== '.' && !/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*\/?$/.test(folder))
		problems.push(
			wrong(
				'CMS_CONTENT_FOLDER',
				'must be a folder of the repository such as content, or . for its root',
			),
		);
	if (app && !/^[\w.-]+$/.test(app))
		problems.push(wrong('CMS_APP_ID', 'must be the id of an OAuth application, never its secret'));
	for (const name of ['CMS_BASE_URL', 'CMS_API_URL'] as const) {
		const address = variables[name];
		if (address && !isAddress(address))
			problems.push(wrong(name, 'must be an https address such as https://git.example.gov.cn'));
	}
	return problems;
}

/** What each host needs, and what it has no use for (decap-cms-backend-github, -gitlab and -forgejo 3.x). */
function hostProblems(
	name: Exclude<BackendName, 'portal'>,
	variables: CmsBackend['variables'],
): CmsBackendProblem[] {
	const problems: CmsBackendProblem[] = [];
	const needs = (variable: VariableName, what: string) => {
		if (!variables[variable]) problems.push(wrong(variable, `is needed with ${name}: ${what}`));
	};
	const hasNoUseFor = (variable: VariableName, why: string) => {
		if (variables[variable]) problems.push(wrong(variable, `is not used with ${name}: ${why}`));
	};
	needs('CMS_REPO', 'the repository, such as county/portal');
	const repo = name === 'gitlab' ? /^[\w.-]+(?:\/[\w.-]+)+$/ : /^[\w.-]+\/[\w.-]+$/;
	if (variables.CMS_REPO && !repo.test(variables.CMS_REPO))
		problems.push(
			wrong('CMS_REPO', 'must be owner and name of a repository, such as county/portal'),
		);
	if (name === 'github') {
		needs('CMS_BASE_URL', 'the address of the OAuth service that signs editors in');
		const address = variables.CMS_BASE_URL;
		if (address && isAddress(address) && new URL(address).pathname !== '/')
			problems.push(
				wrong('CMS_BASE_URL', 'must be an address without a path: its page /auth is asked'),
			);
		hasNoUseFor('CMS_APP_ID', 'the OAuth service holds it');
		return problems;
	}
	needs('CMS_APP_ID', 'the id of the OAuth application that editors sign in to');
	if (name === 'forgejo') needs('CMS_BASE_URL', 'the address of the Forgejo server');
	hasNoUseFor('CMS_API_URL', 'it follows from CMS_BASE_URL');
	return problems;
}

function isAddress(text: string): boolean {
	const url = URL.parse(text);
	if (!url || url.username || url.password || url.search || url.hash) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function hosted(
	name: Exclude<BackendName, 'portal'>,
	variables: CmsBackend['variables'],
): CmsBackend {
	const { CMS_REPO: repo = '', CMS_BRANCH: branch = 'main' } = variables;
	const options = { name, repo, branch, ...hostOptions(name, variables) };
	return {
		options,
		contentFolder: folderOf(variables.CMS_CONTENT_FOLDER ?? 'content'),
		origins: [new URL(options.api_root).origin],
		signsInByPopup: name === 'github',
		variables,
	};
}

function hostOptions(
	name: Exclude<BackendName, 'portal'>,
	variables: CmsBackend['variables'],
): { readonly api_root: string; readonly [option: string]: string } {
	const base = (variables.CMS_BASE_URL ?? 'https://gitlab.com').replace(/\/+$/, '');
	const app_id = variables.CMS_APP_ID ?? '';
	switch (name) {
		case 'github': {
			const api = variables.CMS_API_URL ?? 'https://api.github.com';
			return { api_root: api.replace(/\/+$/, ''), base_url: new URL(base).origin };
		}
		case 'gitlab':
			return { auth_type: 'pkce', app_id, base_url: base, api_root: `${base}/api/v4` };
		case 'forgejo':
			// Decap cuts `/api/v1` off again to find where editors sign in.
			return { app_id, base_url: base, api_root: `${base}/api/v1` };
	}
}

function folderOf(folder: string): string {
	return folder === '.' ? '' : `${folder.replace(/\/+$/, '')}/`;
}
