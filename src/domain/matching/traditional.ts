/** The commonest characters that are written in another way in simplified Chinese: a sentence hardly does without any. */
const traditional =
	/[這個們來說國開關學縣鎮鄉號點時會無沒為發電話醫轉傳聽請問嗎還後從對與業樓門車間東廣場區員當過進運長給讓將應實師藥檢測離難災風險預報聞訊謠證據質檔錢萬億兩歲紅網線條處頭現見親歡樂買賣貨糧鹽漲價幾種類專氣環壞斷橋鐵煙燒殺傷勸該認識誰讀寫書畫劃動務勞塊壩圍團圖執堅塵壓廠廳廢張彈歸懷懼戰戶拋掃損搶擋擔擴攔敗數於昇暫曉術機權殘殼決況準減滅滿漁濕濟瀉爺爾爭狀獨獲瑪產畢異疊療癥盡監盤眾確禍稅穩穀窮竊競筆節簡籠紀約級紛純紙細終組結絕統經綠維緊緩編緣練縮總績織繞繼續義習聯聲聰職肅脈腦腫腳臉臨舉舊艦蘇蘭虛蟲補裝裡製複規視覺觀觸訂計討訓託記訪設許訴診評詞試詳誤課調談論諾謀謝護讚貓貧貪責貴費資賊賠賴贈贏趕跡踐躍軍軟較載輕輛輪輸轄農達違遠適選遺郵鄰鄭釋針銀銷鋼錄錯鍋鎖鏡閉閒閱陣陰陳陸陽隊階際隨隱雖雙雜雞霧靈靜順須頒頓頗領頻題額顏願顯飛飯飲養餓館駐駕騙騰驗驚體鬆鬧魚鮮鳥鴨鷄麗麥黃黨齊齒龍]/u;

/** Whether a text is written in Traditional characters, as far as the commonest tell. */
export function isTraditional(text: string): boolean {
	return traditional.test(text);
}
