((root) => {
	const part = (name) => root.querySelector(`[data-part="${name}"]`);
	const questions = [...root.querySelectorAll('fieldset')];
	const { missing } = part('missing').dataset;

	function chosen(question) {
		const [input] = [...question.querySelectorAll('input')].filter((each) => each.checked);
		return input && Number(input.value);
	}

	function show() {
		const open = questions.flatMap((each, index) => (chosen(each) === undefined ? [index] : []));
		forget();
		if (open.length > 0) return ask(open);
		const points = questions.map(chosen);
		const total = points.reduce((sum, each) => sum + each);
		const halves = [points[0] + points[1], points[2] + points[3]];
		const { soonTotal, soonHalf, points: sentence } = root.dataset;
		const soon = total >= soonTotal || halves.some((half) => half >= soonHalf);
		for (const band of root.querySelectorAll('[data-from]'))
			band.hidden = total < band.dataset.from || total > band.dataset.to;
		part('soon').hidden = !soon;
		part('points').textContent = sentence.replace('{total}', total);
		part('result').hidden = false;
		part('result').querySelector('h2').focus();
	}

	function ask(open) {
		const numbers = open.map((index) => index + 1).join(root.dataset.separator);
		part('missing').textContent = missing.replace('{numbers}', numbers);
		questions[open[0]].querySelector('input').focus();
	}

	function forget() {
		part('result').hidden = true;
		part('missing').textContent = '';
	}

	function clear() {
		for (const each of root.querySelectorAll('input')) each.checked = false;
		forget();
	}

	part('show').addEventListener('click', show);
	part('clear').addEventListener('click', () => {
		clear();
		questions[0].querySelector('input').focus();
	});
	root.addEventListener('change', forget);
	// Who goes back to the page, perhaps another person, finds no answers in it.
	addEventListener('pageshow', clear);
	part('buttons').hidden = false;
	part('by-hand').hidden = true;
})(document.getElementById('self-check'));
