/** The Barcode Detection API, where the browser has it (WICG Shape Detection). */
interface Detector {
	detect(picture: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorClass {
	new (options: { formats: string[] }): Detector;
	getSupportedFormats(): Promise<readonly string[]>;
}

function detectorClass(): DetectorClass | undefined {
	return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}

/** Whether this browser finds QR codes in pictures. Elsewhere the phone's own camera opens what a code says. */
export async function canReadPictures(): Promise<boolean> {
	const formats = await detectorClass()?.getSupportedFormats();
	return formats?.includes('qr_code') === true;
}

/** What the QR code in a picture says. The picture is looked at on this device and sent nowhere. */
export async function codeInPicture(picture: Blob): Promise<string | undefined> {
	const Detector = detectorClass();
	if (!Detector) return undefined;
	const found = await new Detector({ formats: ['qr_code'] }).detect(
		await createImageBitmap(picture),
	);
	return found[0]?.rawValue;
}
