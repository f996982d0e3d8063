for (const name of ['mode', 'contrast', 'theme']) {
	let value = new URLSearchParams(location.search).get(name);
	try {
		if (value) localStorage.setItem(name, value);
		else value = localStorage.getItem(name);
	} catch {}
	document.documentElement.dataset[name] = value || '';
}
if (window.speechSynthesis) document.documentElement.dataset.speech = '';
