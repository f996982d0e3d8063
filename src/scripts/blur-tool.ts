import { type Box, moved, resized } from './blur-box.ts';

const longestSide = 1600;
const quality = 0.85;

/**
 * A screenshot on its way: drawn anew on this device, so that nothing a camera wrote leaves it, with rectangles that
 * cannot be seen through where the person draws them, by a finger, a mouse or the keys.
 */
class BlurTool extends HTMLElement {
	#picture: ImageBitmap | undefined;
	#boxes: Box[] = [];
	#drawing: Box | undefined;

	connectedCallback(): void {
		const input = this.querySelector<HTMLInputElement>('input[type="file"]');
		const canvas = this.querySelector('canvas');
		if (!input || !canvas || typeof createImageBitmap !== 'function') return;
		input.addEventListener('change', () => this.#open(input, canvas));
		this.#byPointer(input, canvas);
		this.#byButtons(input, canvas);
	}

	async #open(input: HTMLInputElement, canvas: HTMLCanvasElement): Promise<void> {
		const [file] = input.files ?? [];
		this.#boxes = [];
		this.#say('');
		if (!file) return this.#close();
		try {
			this.#picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
		} catch {
			this.#close();
			input.value = '';
			this.#say(this.dataset['unreadable'] ?? '');
			return;
		}
		const scale = Math.min(1, longestSide / Math.max(this.#picture.width, this.#picture.height));
		canvas.width = Math.round(this.#picture.width * scale);
		canvas.height = Math.round(this.#picture.height * scale);
		this.#show(true);
		this.#change(input, canvas);
	}

	#close(): void {
		this.#picture = undefined;
		this.#show(false);
	}

	#byPointer(input: HTMLInputElement, canvas: HTMLCanvasElement): void {
		let from: { x: number; y: number } | undefined;
		const at = (event: PointerEvent) => {
			const { left, top, width, height } = canvas.getBoundingClientRect();
			return {
				x: ((event.clientX - left) / width) * canvas.width,
				y: ((event.clientY - top) / height) * canvas.height,
			};
		};
		canvas.addEventListener('pointerdown', (event) => {
			from = at(event);
			canvas.setPointerCapture(event.pointerId);
		});
		canvas.addEventListener('pointermove', (event) => {
			if (!from) return;
			const to = at(event);
			this.#drawing = {
				x: Math.min(from.x, to.x),
				y: Math.min(from.y, to.y),
				width: Math.abs(to.x - from.x),
				height: Math.abs(to.y - from.y),
			};
			this.#draw(canvas);
		});
		canvas.addEventListener('pointerup', () => {
			const drawn = this.#drawing;
			from = undefined;
			this.#drawing = undefined;
			if (drawn && drawn.width > 4 && drawn.height > 4) this.#boxes.push(drawn);
			this.#change(input, canvas);
		});
	}

	#byButtons(input: HTMLInputElement, canvas: HTMLCanvasElement): void {
		const change = () => this.#change(input, canvas);
		this.#button('add')?.addEventListener('click', () => {
			const [width, height] = [canvas.width / 2, canvas.height / 10];
			this.#boxes.push({ x: canvas.width / 4, y: canvas.height * 0.45, width, height });
			change();
			this.#say(this.dataset['keys'] ?? '');
		});
		this.#button('undo')?.addEventListener('click', () => {
			this.#boxes.pop();
			change();
		});
		this.#button('remove')?.addEventListener('click', () => {
			input.value = '';
			this.#boxes = [];
			this.#close();
			input.focus();
		});
		// The buttons have no use for these keys, so the focus stays on the one that was pressed.
		this.querySelector<HTMLElement>('[data-stage]')?.addEventListener('keydown', (event) => {
			const last = this.#boxes.at(-1);
			const isEnd = event.key === 'Delete' || event.key === 'Backspace';
			const next = last && (event.shiftKey ? resized : moved)(last, event.key, canvas);
			if (!last || (!next && !isEnd)) return;
			event.preventDefault();
			this.#boxes.splice(-1, 1, ...(next ? [next] : []));
			change();
		});
	}

	#draw(canvas: HTMLCanvasElement): void {
		const context = canvas.getContext('2d');
		if (!context || !this.#picture) return;
		// What is transparent would otherwise be black.
		context.fillStyle = '#fff';
		context.fillRect(0, 0, canvas.width, canvas.height);
		context.drawImage(this.#picture, 0, 0, canvas.width, canvas.height);
		context.fillStyle = '#000';
		const boxes = this.#drawing ? [...this.#boxes, this.#drawing] : this.#boxes;
		for (const { x, y, width, height } of boxes) context.fillRect(x, y, width, height);
	}

	/** What is sent is what is seen: the drawn picture takes the place of the chosen file. */
	#change(input: HTMLInputElement, canvas: HTMLCanvasElement): void {
		this.#draw(canvas);
		const picture = this.#picture;
		if (!picture) return;
		canvas.toBlob(
			(blob) => {
				if (!blob || this.#picture !== picture) return;
				const files = new DataTransfer();
				files.items.add(new File([blob], 'screenshot.jpg', { type: 'image/jpeg' }));
				input.files = files.files;
				this.dataset['ready'] = String(this.#boxes.length);
			},
			'image/jpeg',
			quality,
		);
	}

	#show(isShown: boolean): void {
		const stage = this.querySelector<HTMLElement>('[data-stage]');
		if (stage) stage.hidden = !isShown;
	}

	#say(words: string): void {
		const place = this.querySelector('[role="status"]');
		if (place) place.textContent = words;
	}

	#button(name: string): HTMLButtonElement | null {
		return this.querySelector<HTMLButtonElement>(`button[data-${name}]`);
	}
}

customElements.define('blur-tool', BlurTool);
