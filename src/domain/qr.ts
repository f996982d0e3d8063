import { encode } from 'uqr';

/** A QR code as one SVG path on a grid of `size` units, with the quiet border that scanners need. */
export function qrPath(text: string): { readonly path: string; readonly size: number } {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
	return { path: path.join(''), size };
}
