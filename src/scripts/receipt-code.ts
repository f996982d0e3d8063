/** Takes the code of a receipt from the part of the address that browsers send to nobody, as a QR code carries it. */
class ReceiptCode extends HTMLElement {
	connectedCallback(): void {
		const code = new URLSearchParams(location.hash.slice(1)).get('code');
		const field = this.querySelector<HTMLInputElement>('input[name="receipt"]');
		if (!code || !field) return;
		field.value = code;
		// Whoever uses the phone next does not find it in the address.
		history.replaceState(null, '', location.pathname + location.search);
		this.querySelector('form')?.requestSubmit();
	}
}

customElements.define('receipt-code', ReceiptCode);
