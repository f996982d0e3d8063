const key = 'area';

/** The area that the person asked this device to remember. A browser that keeps nothing remembers none. */
export function rememberedArea(): string | undefined {
	try {
		return localStorage.getItem(key) ?? undefined;
	} catch {
		return undefined;
	}
}

/** Remembers an area on this device, or forgets it; tells whether the browser did so. */
export function rememberArea(code: string | undefined): boolean {
	try {
		if (code === undefined) localStorage.removeItem(key);
		else localStorage.setItem(key, code);
		return true;
	} catch {
		return false;
	}
}
