import { clearerChinese } from '../cms/clearer-chinese.ts';
import { decidingWidget } from '../cms/deciding-widget.ts';
import { missingChinese } from '../cms/missing-chinese.ts';
import { defaultLanguage, isLanguage, languagePrefix, toolLanguage } from '../domain/languages.ts';
import { translator } from '../i18n/strings.ts';
import { arrangeFields, type DependentForm, decidingSelect } from './dependent-fields.ts';
import { type Drafted, showFindings } from './drafting-notes.ts';
import { listNewestFirst } from './entry-lists.ts';
import { type PreviewForm, previewEntries } from './entry-preview.ts';
import { fillInNowOnce } from './fill-in-now.ts';
import { inFormWords, type WordedForm } from './form-words.ts';
import { type EntryFilesReader, withEmptyTranslations } from './missing-translations.ts';
import { sayNothingFound } from './nothing-found.ts';
import { showPublication } from './publication-panel.ts';
import { sendWithVersions } from './seen-versions.ts';
import '../styles/admin.css';

/** The parts of Decap's proxy backend that the portal's backend builds on (decap-cms-backend-proxy 3.5). */
interface ProxyBackend extends EntryFilesReader {
	request(payload: { action: string; params: Record<string, unknown> }): Promise<unknown>;
	authComponent(): unknown;
	authenticate(): Promise<unknown>;
	restoreUser(): Promise<unknown>;
	logout(): Promise<unknown>;
	getMedia(): Promise<unknown>;
	getMediaFile(path: string): Promise<unknown>;
	persistMedia(asset: { fileObj?: File; path: string }): Promise<unknown>;
}

interface DecapCms {
	getBackend(name: string): { init(config: object, options: object): ProxyBackend };
	registerBackend(name: string, backend: unknown): void;
	registerLocale(name: string, phrases: object): void;
	getLocale(name: string): object;
	registerPreviewStyle(style: string, options?: { readonly raw: boolean }): void;
	registerPreviewTemplate(name: string, component: unknown): void;
	getWidget(name: 'select'): { control: Parameters<typeof decidingSelect>[0]; preview: unknown };
	getWidget(name: 'datetime'): { control: Parameters<typeof fillInNowOnce>[0]; preview: unknown };
	registerWidget(name: string, control: unknown, preview: unknown): void;
	init(options: { config: object }): void;
}

declare global {
	interface Window {
		CMS: DecapCms;
		/** Decap's own React, which it gives to extensions. */
		createClass(component: object): unknown;
		h(tag: string, attributes: object, ...children: unknown[]): unknown;
	}
}

const asked = new URLSearchParams(location.search).get('lang') ?? '';
/** The language of the pages that the editor leads back to. */
const pageLanguage = isLanguage(asked) ? asked : defaultLanguage;
const language = toolLanguage(pageLanguage);
const base = location.pathname.replace(/admin\/.*$/, '');
document.documentElement.lang = language;

const t = translator(language);

/** Shows the way of what was just published to the readers. Advice on its wording comes too late then. */
function follow({ action, params }: Parameters<ProxyBackend['request']>[0]): void {
	if (action !== 'publishUnpublishedEntry') return;
	const entry = { collection: String(params['collection']), ref: String(params['slug']) };
	showFindings({}, t);
	showPublication(entry, { base, language, t });
}

const inWords = (path: string, text: string) => inFormWords(configuration.collections, path, text);

class PortalBackend {
	constructor(config: { backend: object }, options: object) {
		const proxy = window.CMS.getBackend('proxy').init(
			{
				...config,
				backend: { ...config.backend, proxy_url: `${base}api/cms?language=${language}` },
			},
			options,
		);
		const send = proxy.request.bind(proxy);
		proxy.request = async (payload) => {
			const answer = await sendWithVersions(send, payload, { t, inWords }).catch(
				(refusal: unknown) => {
					// What was committed and not released yet is on its way all the same.
					if ((refusal as { status?: number }).status === 503) follow(payload);
					throw refusal;
				},
			);
			if (payload.action === 'persistEntry') showFindings(answer as Drafted, t);
			follow(payload);
			return answer;
		};
		listNewestFirst(proxy);
		proxy.authComponent = () => SignedIn;
		proxy.authenticate = signedInUser;
		proxy.restoreUser = signedInUser;
		proxy.logout = () => fetch(`${base}staff/sign-out/`, { method: 'POST' });
		proxy.getMedia = () => getJson(`${base}api/cms/media`);
		proxy.getMediaFile = async (path) => ({
			id: path,
			path,
			name: path.split('/').at(-1),
			url: `${base}${path}`,
			displayURL: `${base}${path}`,
		});
		proxy.persistMedia = uploadMedia;
		// Decap takes what a constructor returns as the backend.
		// biome-ignore lint/correctness/noConstructorReturn: a proxy object is wrapped, not subclassed
		return proxy as unknown as PortalBackend;
	}
}

/** Staff have signed in before they come here, so Decap's login page asks nothing and goes on. */
const SignedIn = window.createClass({
	componentDidMount(this: { props: { onLogin(credentials: object): void } }) {
		this.props.onLogin({});
	},
	render: () => window.h('p', { role: 'status' }, '…'),
});

async function signedInUser(): Promise<unknown> {
	const answer = await fetch(`${base}api/auth/me`);
	if (!answer.ok) {
		location.assign(`${staffPage()}sign-in/`);
		throw new Error('not signed in');
	}
	return answer.json();
}

async function uploadMedia(asset: { fileObj?: File; path: string }): Promise<unknown> {
	const form = new FormData();
	if (asset.fileObj) form.append('file', asset.fileObj);
	const answer = await fetch(`${base}api/cms/media?language=${language}`, {
		method: 'POST',
		body: form,
	});
	const body = (await answer.json()) as { error?: string };
	if (!answer.ok) throw new Error(body.error);
	return body;
}

async function getJson(path: string): Promise<unknown> {
	const answer = await fetch(path);
	if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
	return answer.json();
}

type Configuration = {
	readonly backend: { readonly name: string };
	readonly collections: readonly (DependentForm & PreviewForm & WordedForm)[];
};
const configurations = (await getJson(`${base}admin/config.json`)) as {
	readonly [tag in typeof language]: Configuration;
};
const configuration = configurations[language];
window.CMS.registerLocale(
	'zh_Hans',
	[missingChinese, clearerChinese].reduce(mergeDeep, window.CMS.getLocale('zh_Hans') ?? {}),
);
if (configuration.backend.name === 'portal') window.CMS.registerBackend('portal', PortalBackend);
const backend = window.CMS.getBackend(configuration.backend.name);
const { init } = backend;
backend.init = (...given) => withEmptyTranslations(init(...given));
const { control, preview } = window.CMS.getWidget('select');
const select = sayNothingFound(control, t('cms.nothingFound'));
window.CMS.registerWidget('select', select, preview);
const dates = window.CMS.getWidget('datetime');
window.CMS.registerWidget('datetime', fillInNowOnce(dates.control), dates.preview);
window.CMS.registerWidget(decidingWidget, decidingSelect(select), preview);
arrangeFields(configuration.collections);
previewEntries(window.CMS, configuration.collections);
window.CMS.init({ config: { ...configuration, display_url: wayOut() } });

/** The address beside the account: where a draft is signed, or the public site where that is done on a Git host. */
function wayOut(): string {
	const isOurs = configuration.backend.name === 'portal';
	return new URL(isOurs ? staffPage() : base, location.href).href;
}

function staffPage(): string {
	return `${base.replace(/\/$/, '')}${languagePrefix(pageLanguage)}/staff/`;
}

function mergeDeep(into: object, from: object): object {
	const merged: Record<string, unknown> = { ...into };
	for (const [key, value] of Object.entries(from)) {
		const before = merged[key];
		merged[key] = isObject(value) && isObject(before) ? mergeDeep(before, value) : value;
	}
	return merged;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
