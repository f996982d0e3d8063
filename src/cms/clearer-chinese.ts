/** Phrases of Decap's own Chinese (`zh_Hans`, decap-cms 3.16) in the words that the staff pages use, or where it is mistaken. */
export const clearerChinese = {
	app: {
		header: { workflow: '审核流程', media: '图片和文件' },
		app: { waitingBackend: '正在等待服务器答复……' },
	},
	collection: {
		sidebar: { collections: '栏目', allCollections: '所有栏目', searchAll: '在所有栏目中查找' },
	},
	editor: {
		editorControlPane: {
			i18n: {
				copyFromLocale: '从另一种语言复制',
				copyFromLocaleConfirm: '确定要用“%{locale}”的内容填充吗？这一栏现有的内容会被覆盖。',
			},
		},
		editor: {
			onLeavePage: '确定要离开吗？没有保存的修改会丢失。',
			onUpdatingWithUnsavedChanges: '有修改还没有保存。请先保存，再更改状态。',
			onPublishingNotReady: '还没有签发。请签发人先把状态改为“已签发，待发布”，再发布。',
			onPublishingWithUnsavedChanges: '有修改还没有保存。请先保存，再发布。',
			onPublishing: '确定要发布吗？发布后公众立即可以看到。',
			confirmLoadBackup: '这台电脑上有这篇稿件的一份没有保存的备份，要载入吗？',
		},
		editorInterface: { toggleI18n: '显示或隐藏英文', togglePreview: '显示或隐藏预览' },
		editorToolbar: {
			backCollection: '栏目：%{collectionLabel}',
			unsavedChanges: '有修改没有保存',
			changesSaved: '已保存',
			draft: '起草中',
			inReview: '待签发',
			ready: '已签发，待发布',
			deployPreviewPendingButtonLabel: '查看预览',
			deployButtonLabel: '查看已发布的网页',
		},
		editorWidgets: { markdown: { addComponent: '插入图片', linkPrompt: '请输入链接的网址' } },
	},
	mediaLibrary: {
		mediaLibraryCard: { draft: '未发布', copyUrl: '复制网址' },
		mediaLibrary: { onDelete: '确定要删除选中的图片或文件吗？' },
		mediaLibraryModal: {
			noAssetsFound: '还没有图片和文件',
			mediaAssets: '图片和文件',
			deleting: '正在删除……',
		},
	},
	ui: {
		settingsDropdown: { logOut: '退出' },
		toast: {
			missingRequiredField: '还有必填的内容没有填。请填好标红的几处再保存。',
			onLoggedOut: '您已退出登录。请先把没有保存的文字复制下来，再重新登录。',
		},
	},
	workflow: {
		workflow: {
			loading: '正在读取稿件……',
			workflowHeading: '审核流程',
			newPost: '新建',
			description:
				'%{smart_count} 篇待签发，%{readyCount} 篇待发布 |||| %{smart_count} 篇待签发，%{readyCount} 篇待发布',
			dateFormat: 'M月D日',
		},
		workflowList: {
			draftHeader: '起草中',
			inReviewHeader: '待签发',
			readyHeader: '已签发，待发布',
			onPublishingNotReadyEntry: '还没有签发。请签发人先把卡片拖到“已签发，待发布”一栏，再发布。',
			currentEntries: '%{smart_count} 篇 |||| %{smart_count} 篇',
		},
	},
};
