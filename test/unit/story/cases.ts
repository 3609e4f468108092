/**
 * Passages of our own invention and the paragraph that their reader needs. The mention is the first
 * place where `name` stands in `text`.
 */
export interface RelevanceCase {
  readonly lang: string;
  readonly name: string;
  readonly title?: string;
  readonly text: string;
  readonly best: string;
}

const cases: Record<
  string,
  readonly (readonly [lang: string, name: string, text: string, title?: string])[]
> = {
  p1: [
    [
      'en',
      'OpenAI',
      'A jury in Oakland will decide whether OpenAI broke the promise on which it was set up.',
    ],
    [
      'en',
      'OpenAI',
      'Regulators in Delaware must still approve the conversion of OpenAI into a public benefit corporation.',
    ],
    [
      'en',
      'xAI',
      'xAI is in talks to raise another twelve billion dollars for its data centre in Memphis.',
    ],
    [
      'en',
      'Grok',
      'Grok now answers by voice and is available to all subscribers for thirty dollars a month.',
    ],
    [
      'en',
      'OpenAI',
      'A newspaper publisher has sued OpenAI over articles that were copied without payment.',
    ],
    [
      'en',
      'xAI',
      'xAI says a former engineer took its trade secrets to a competitor and wants an injunction.',
    ],
    ['en', 'Grok', 'Musk announced on Sunday that Grok would be open-sourced within a week.'],
    [
      'fr',
      'OpenAI',
      'Le tribunal examinera si OpenAI a trahi sa vocation en devenant une société à but lucratif.',
    ],
    ['fr', 'xAI', 'xAI recrute une centaine de salariés pour son nouveau siège.'],
    ['fr', 'Grok', 'Elon Musk a promis que Grok deviendrait open source dès cette semaine.'],
    ['fr', 'OpenAI', 'OpenAI a conclu un accord avec un fabricant de puces.'],
    [
      'fr',
      'OpenAI',
      'Les actionnaires attendent la restructuration d’OpenAI, désormais liée à Microsoft.',
    ],
    [
      'de',
      'OpenAI',
      'Vor Gericht wirft der Kläger OpenAI vor, den gemeinnützigen Gründungsauftrag verraten zu haben.',
    ],
    ['de', 'xAI', 'xAI mietet ein weiteres Rechenzentrum in Tennessee.'],
    [
      'es',
      'OpenAI',
      'El juez rechazó parte de la demanda contra OpenAI por abandonar su misión sin ánimo de lucro.',
    ],
    [
      'it',
      'OpenAI',
      'Il processo contro OpenAI, accusata di aver tradito la missione originaria, comincia in primavera.',
    ],
    [
      'pt',
      'OpenAI',
      'O bilionário processou a OpenAI por ter abandonado a missão sem fins lucrativos.',
    ],
    [
      'nl',
      'OpenAI',
      'De rechter buigt zich over de rechtszaak tegen OpenAI, dat van stichting een bedrijf met winstoogmerk werd.',
    ],
    ['pl', 'OpenAI', 'Pozew zarzuca OpenAI, że porzuciła misję organizacji non profit.'],
    ['ru', 'OpenAI', 'В иске говорится, что OpenAI предала миссию некоммерческой организации.'],
    [
      'tr',
      'OpenAI',
      'Mahkeme, OpenAI’a açılan davada şirketin kâr amacı gütmeyen misyonuna ihanet edip etmediğine bakacak.',
    ],
    ['ar', 'OpenAI', 'رفع الملياردير دعوى قضائية ضد OpenAI لأنها تخلت عن مهمتها غير الربحية.'],
    ['hi', 'OpenAI', 'अदालत में OpenAI के खिलाफ मुकदमा चल रहा है कि उसने गैर लाभकारी मिशन छोड़ दिया।'],
    ['ja', 'OpenAI', '同氏は、OpenAIが非営利の使命に背いたとして提訴した。'],
    ['zh', 'OpenAI', '他起诉OpenAI背离非营利的初衷。'],
    ['ko', 'OpenAI', '그는 OpenAI가 비영리 사명을 저버렸다며 소송을 냈다.'],
    ['ja', 'xAI', 'xAIは新しいデータセンターの建設を始めた。'],
    ['zh', 'Grok', 'Grok推出新功能，用户每月需支付三十美元。'],
  ],
  p2: [
    [
      'en',
      'OpenAI',
      'Years before, the carmaker’s boss had wanted OpenAI folded into his own company.',
    ],
    [
      'en',
      'OpenAI',
      'In an email of 2017 he demanded a majority of the shares and the post of chief executive at OpenAI.',
    ],
    [
      'en',
      'OpenAI',
      'He stopped his donations and walked out of OpenAI after the others refused to hand him the reins.',
    ],
    [
      'en',
      'OpenAI',
      'OpenAI was meant as a counterweight to Google, whose founder he thought careless.',
    ],
    ['en', 'OpenAI', 'The letters show that he himself had backed a for-profit arm at OpenAI.'],
    [
      'fr',
      'OpenAI',
      'En 2018, il claque la porte d’OpenAI après avoir échoué à en prendre les commandes.',
    ],
    ['fr', 'OpenAI', 'Les courriels publiés révèlent qu’il voulait rattacher OpenAI à Tesla.'],
    ['fr', 'OpenAI', 'Il avait versé des dons à OpenAI, avant de couper les vivres.'],
    ['fr', 'OpenAI', 'À l’époque, OpenAI devait servir de contrepoids à Google DeepMind.'],
    ['de', 'OpenAI', 'Er verließ OpenAI 2018 nach einem Machtkampf um die Führung.'],
    ['es', 'OpenAI', 'Los correos muestran que propuso fusionar OpenAI con Tesla.'],
    ['it', 'OpenAI', 'Nel 2018 lasciò OpenAI, dopo aver proposto la fusione con Tesla.'],
    ['pt', 'OpenAI', 'Ele deixou a OpenAI em 2018, depois de tentar a fusão com a Tesla.'],
    ['nl', 'OpenAI', 'In 2018 vertrok hij bij OpenAI na een machtsstrijd.'],
    ['pl', 'OpenAI', 'W 2018 roku odszedł z OpenAI, bo nie dostał pełnej kontroli nad firmą.'],
    ['ru', 'OpenAI', 'В 2018 году он покинул OpenAI, предложив слияние с Tesla.'],
    ['tr', 'OpenAI', '2018’de OpenAI’dan ayrıldı; Tesla ile birleşmesini istemişti.'],
    ['ar', 'OpenAI', 'غادر شركة OpenAI عام 2018 بعد أن اقترح دمجها مع تسلا.'],
    ['hi', 'OpenAI', 'उन्होंने 2018 में OpenAI छोड़ दिया और टेस्ला में विलय चाहते थे।'],
    ['ja', 'OpenAI', '彼は2018年にOpenAIを離れ、テスラとの合併も提案していた。'],
    ['zh', 'OpenAI', '2018年他离开OpenAI，此前曾提议与特斯拉合并。'],
    ['ko', 'OpenAI', '그는 2018년 OpenAI를 떠나기 전 테슬라와의 합병을 제안했다.'],
  ],
  p3: [
    ['en', 'Grok', 'Anyone with enough graphics cards can download Grok and run it at home.'],
    ['en', 'Grok', 'The weights of Grok are on Hugging Face under a permissive licence.'],
    [
      'en',
      'xAI',
      'Like Meta with Llama, xAI hands out its model for nothing, unlike makers whose systems stay proprietary.',
    ],
    ['fr', 'Grok', 'Les poids de Grok se téléchargent gratuitement sur GitHub.'],
    ['fr', 'xAI', 'Comme Mistral ou Meta, xAI met le code à la disposition des développeurs.'],
    ['de', 'Grok', 'Jeder kann Grok kostenlos herunterladen und auf eigenen Servern betreiben.'],
    ['es', 'Grok', 'Cualquiera puede descargar Grok gratis y modificar su código.'],
    ['it', 'Grok', 'Chiunque può scaricare i pesi di Grok e usarli con licenza libera.'],
    ['pt', 'Grok', 'Qualquer pessoa pode baixar o Grok de graça e alterar o código-fonte.'],
    ['nl', 'Grok', 'Iedereen kan de broncode van Grok gratis downloaden.'],
    ['pl', 'Grok', 'Każdy może pobrać wagi modelu Grok za darmo.'],
    ['ru', 'Grok', 'Исходный код Grok можно бесплатно скачать.'],
    ['tr', 'Grok', 'Grok’un kaynak kodu herkese açık, ücretsiz indirilebiliyor.'],
    ['ar', 'Grok', 'يمكن لأي شخص تحميل شيفرة Grok مجانا.'],
    ['hi', 'Grok', 'कोई भी Grok का सोर्स कोड मुफ्त डाउनलोड कर सकता है।'],
    ['ja', 'Grok', 'Grokのソースコードは誰でも無料でダウンロードできる。'],
    ['zh', 'Grok', '任何开发者都能下载Grok的源代码并免费使用。'],
    ['ko', 'Grok', '누구나 Grok의 가중치를 무료로 내려받을 수 있다.'],
  ],
  p4: [
    [
      'en',
      'xAI',
      'Investors on both sides quarrelled for days about whether xAI was right to open its code.',
    ],
    [
      'en',
      'OpenAI',
      'Khosla, an early backer of OpenAI, asked whether one would have published the Manhattan Project.',
    ],
    ['en', 'OpenAI', 'Lobbyists close to OpenAI want Congress to outlaw open models.'],
    ['fr', 'xAI', 'Le choix de xAI oppose deux camps d’investisseurs, pour ou contre l’ouverture.'],
    ['fr', 'OpenAI', 'Les lobbyistes d’OpenAI réclament une loi contre les modèles ouverts.'],
    ['de', 'xAI', 'Unter Investoren tobt ein Streit, ob die Öffnung von xAI klug war.'],
    [
      'es',
      'xAI',
      'La decisión de xAI reaviva el debate entre inversores partidarios y detractores del código abierto.',
    ],
    [
      'it',
      'xAI',
      'La scelta di xAI divide gli investitori tra sostenitori e oppositori dell’open source.',
    ],
    ['pt', 'xAI', 'A decisão da xAI dividiu investidores a favor e contra o código aberto.'],
    ['pl', 'xAI', 'Decyzja xAI wywołała spór inwestorów o otwarte modele.'],
    ['ru', 'xAI', 'Решение xAI вызвало спор инвесторов об открытом коде.'],
    ['ar', 'xAI', 'أثار قرار xAI جدلا بين المستثمرين حول المصدر المفتوح.'],
    ['ja', 'xAI', 'xAIの公開をめぐり、投資家の間で賛否の論争が続く。'],
    ['zh', 'xAI', 'xAI的决定在投资人中引发开源利弊的争论。'],
    ['ko', 'xAI', 'xAI의 결정을 두고 투자자들 사이에 오픈소스 찬반 논쟁이 벌어졌다.'],
    ['nl', 'xAI', 'Het besluit van xAI verdeelt investeerders: een fel debat over open source.'],
    ['tr', 'xAI', 'xAI’ın kararı yatırımcılar arasında açık kaynak tartışması başlattı.'],
    ['hi', 'xAI', 'xAI के फैसले पर निवेशकों में ओपन सोर्स को लेकर बहस छिड़ गई।'],
  ],
  p5: [
    [
      'en',
      'OpenAI',
      'OpenAI warns that its next model could help a beginner to grow a dangerous pathogen.',
    ],
    ['en', 'Grok', 'What if a machine built on Grok escapes its makers and wipes us out?'],
    [
      'en',
      'OpenAI',
      'The group at OpenAI studies how people could stay in control of a mind far smarter than ours.',
    ],
    ['fr', 'Grok', 'Un terroriste pourrait demander à Grok la recette d’un gaz toxique.'],
    [
      'fr',
      'OpenAI',
      'Les chercheurs d’OpenAI redoutent une superintelligence qui échapperait à l’homme.',
    ],
    ['de', 'OpenAI', 'OpenAI fürchtet, dass Laien mit seiner Hilfe Biowaffen bauen.'],
    ['es', 'OpenAI', 'OpenAI alerta de que la IA podría ayudar a crear armas químicas.'],
    ['it', 'OpenAI', 'OpenAI teme una superintelligenza fuori controllo.'],
    ['pt', 'OpenAI', 'A OpenAI teme que a IA ajude a criar armas biológicas.'],
    ['nl', 'OpenAI', 'OpenAI waarschuwt voor chemische wapens en het einde van de mensheid.'],
    ['pl', 'OpenAI', 'OpenAI ostrzega przed bronią biologiczną i utratą kontroli nad maszyną.'],
    ['ru', 'OpenAI', 'OpenAI предупреждает об угрозе биологического оружия и гибели человечества.'],
    ['tr', 'OpenAI', 'OpenAI, süper zekânın insanlığın sonunu getirebileceği konusunda uyarıyor.'],
    ['ar', 'OpenAI', 'تحذر OpenAI من استخدام الذكاء الاصطناعي في صنع أسلحة كيميائية.'],
    ['hi', 'OpenAI', 'OpenAI ने चेतावनी दी कि एआई से रासायनिक हथियार बन सकते हैं।'],
    ['ja', 'OpenAI', 'OpenAIは、AIが生物兵器の開発に使われる危険を警告した。'],
    ['zh', 'OpenAI', 'OpenAI警告，人工智能可能被用来制造化学武器。'],
    ['ko', 'OpenAI', 'OpenAI는 초지능이 인류를 위협할 수 있다고 경고했다.'],
  ],
  p6: [
    [
      'en',
      'Grok',
      'Grok put women into bikinis without asking them, and Ofcom opened an investigation.',
    ],
    [
      'en',
      'xAI',
      'xAI owes the public an account of what it tested before release, say researchers who ask for audits.',
    ],
    [
      'en',
      'OpenAI',
      'OpenAI promises stronger guardrails for teenagers after criticism of its ethics.',
    ],
    [
      'fr',
      'Grok',
      'Grok a tenu des propos antisémites, et la Commission européenne demande des comptes.',
    ],
    ['fr', 'xAI', 'Associations et chercheurs réclament à xAI davantage de transparence.'],
    ['de', 'Grok', 'Die Datenschutzbehörde prüft, ob Grok rassistische Bilder erzeugt hat.'],
    ['es', 'Grok', 'Grok difundió desinformación y el regulador pide transparencia.'],
    ['it', 'Grok', 'Il garante della privacy apre un’indagine sui deepfake di Grok.'],
    [
      'pt',
      'Grok',
      'O Grok gerou deepfakes de menores, e a autoridade de proteção de dados investiga.',
    ],
    ['nl', 'Grok', 'De toezichthouder eist uitleg over de deepfakes van Grok.'],
    ['pl', 'Grok', 'Grok szerzył mowę nienawiści, a regulator żąda przejrzystości.'],
    ['ru', 'Grok', 'Grok распространял дезинформацию, регулятор требует прозрачности.'],
    ['tr', 'Grok', 'Grok’un nefret söylemi üzerine düzenleyici kurum soruşturma açtı.'],
    ['ar', 'Grok', 'نشر Grok خطاب كراهية وطالبت الجهات التنظيمية بالشفافية.'],
    ['hi', 'Grok', 'Grok ने डीपफेक बनाए और नियामक ने पारदर्शिता मांगी।'],
    ['ja', 'Grok', 'Grokが性的なディープフェイクを生成し、規制当局が調査を始めた。'],
    ['zh', 'Grok', 'Grok生成深度伪造裸照，监管机构展开调查。'],
    ['ko', 'Grok', 'Grok이 딥페이크를 만들어 규제 당국이 조사에 나섰다.'],
  ],
};

export const relevanceCases: readonly RelevanceCase[] = Object.entries(cases).flatMap(
  ([best, list]) =>
    list.map(([lang, name, text, title]) => ({ lang, name, text, best, ...(title && { title }) })),
);
