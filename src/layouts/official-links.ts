import { publicUrl, type View } from './view.ts';

/** Where what a footer must name can be looked up. The numbers of a fictional county lead nowhere. */
export function officialLinks(view: View, path: string) {
	const { footer, fictional } = view.settings;
	if (fictional) return {};
	const page = encodeURIComponent(publicUrl(view.siteUrl, view.language, path));
	const publicSecurityCode = footer.publicSecurity?.match(/\d{8,}/)?.[0];
	return {
		icp: footer.icp && 'https://beian.miit.gov.cn/',
		publicSecurity:
			publicSecurityCode && `https://beian.mps.gov.cn/#/query/webSearch?code=${publicSecurityCode}`,
		badge: footer.badge,
		// 我为政府网站找错: every site with a code is in this register.
		faults:
			footer.siteCode &&
			`https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=${encodeURIComponent(footer.siteCode)}&url=${page}`,
	};
}
