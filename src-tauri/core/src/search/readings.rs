//! How characters are read in names of firms and people, without tones. The `pinyin` crate lists every classical
//! reading (方 pang, 能 xiong) and puts the dictionary's first before the likely one; these tables mend both.

use pinyin::ToPinyinMulti;
use std::collections::{HashMap, HashSet};

/// Characters with several living readings, the likeliest first: `字 reading …`, split at `|` and line ends.
const LIVING: &str = "\
阿 a e | 凹 ao wa | 扒 ba pa | 柏 bai bo | 伯 bo bai | 膀 bang pang | 磅 bang pang | 蚌 bang beng
剥 bo bao | 薄 bo bao | 堡 bao bu pu | 辟 pi bi | 便 bian pian | 扁 bian pian | 泊 bo po | 卜 bu bo
参 can shen cen | 藏 cang zang | 查 cha zha | 差 cha chai ci | 颤 chan zhan | 长 chang zhang
朝 chao zhao | 车 che ju | 称 cheng chen | 乘 cheng sheng | 澄 cheng deng | 匙 shi chi
臭 chou xiu | 仇 chou qiu | 畜 chu xu | 传 chuan zhuan | 幢 zhuang chuang | 绰 chuo | 伺 ci si
大 da dai | 呆 dai | 逮 dai di | 单 dan shan chan | 弹 dan tan | 得 de dei | 的 de di | 地 di de
翟 zhai di | 调 tiao diao | 都 du dou | 度 du duo | 囤 tun dun | 恶 e wu | 番 fan pan | 繁 fan po
佛 fo fu | 否 fou pi | 脯 fu pu | 盖 gai ge | 镐 gao hao | 蛤 ge ha | 给 gei ji | 谷 gu yu
龟 gui jun qiu | 和 he huo | 核 he hu | 虹 hong | 还 huan hai | 会 hui kuai | 豁 huo | 稽 ji qi
祭 ji zhai | 夹 jia ga | 贾 jia gu | 见 jian | 降 jiang xiang | 角 jiao jue | 校 xiao jiao
嚼 jiao jue | 桔 ju jie | 解 jie xie | 藉 ji jie | 芥 jie gai | 劲 jin jing | 颈 jing geng
咀 ju zui | 句 ju gou | 觉 jue jiao | 浚 jun xun | 咖 ka ga | 卡 ka qia | 咯 luo ge ka | 壳 ke qiao
咳 ke | 槛 kan jian | 勒 le lei | 乐 le yue | 累 lei | 肋 lei le | 棱 leng ling | 俩 lia liang
潦 lao liao | 了 liao le | 六 liu lu | 碌 lu liu | 露 lu lou | 率 lü shuai | 绿 lü lu | 纶 lun guan
落 luo la lao | 埋 mai man | 脉 mai mo | 蔓 man wan | 没 mei mo | 靡 mi | 糜 mi mei | 秘 mi bi
泌 mi bi | 模 mo mu | 抹 mo ma | 万 wan mo | 牟 mou mu | 娜 na nuo | 呢 ne ni | 弄 nong long
疟 nüe yao | 女 nü | 区 qu ou | 胖 pang pan | 刨 bao pao | 屏 ping bing | 朴 pu piao | 埔 pu bu
奇 qi ji | 铅 qian yan | 乾 qian gan | 强 qiang jiang | 茄 qie jia | 傀 kui | 炔 que | 圈 quan juan
塞 sai se | 色 se shai | 莎 sha suo | 刹 sha cha | 杉 shan sha | 厦 xia sha | 折 zhe she
什 shi shen | 省 sheng xing | 盛 sheng cheng | 术 shu zhu | 宿 su xiu | 拓 tuo ta | 姥 lao mu
屯 tun zhun | 蔚 wei yu | 尉 wei yu | 涡 wo guo | 铣 xi xian | 洗 xi xian | 系 xi ji | 虾 xia
纤 xian qian | 巷 xiang hang | 削 xue xiao | 血 xue xie | 行 xing hang | 叶 ye | 殷 yin yan
员 yuan yun | 熨 yun yu | 钥 yao yue | 凿 zao | 择 ze zhai | 曾 zeng ceng | 扎 zha za | 轧 zha ya
栅 zha shan | 粘 zhan nian | 召 zhao shao | 着 zhe zhuo zhao | 峙 zhi shi | 种 zhong chong
重 zhong chong | 琢 zhuo zuo | 仔 zi zai | 柞 zuo zha | 椎 zhui chui | 爪 zhua zhao | 辗 nian zhan
貉 he hao | 圳 zhen | 荥 xing ying | 莘 shen xin | 莞 guan wan | 茜 qian xi | 圩 wei xu
垌 dong tong | 峒 dong tong | 浒 hu xu | 浜 bang | 珩 heng | 珲 hun hui | 玢 bin fen | 玟 wen min
枞 zong cong | 栎 li yue | 桧 gui hui | 槟 bin bing | 昕 xin | 晟 sheng cheng | 焘 tao dao
炅 jiong gui | 祢 mi ni | 禅 chan shan | 镡 tan xin chan | 褚 chu zhu | 缪 miao mou | 覃 tan qin
颉 jie xie | 筠 yun jun | 隽 jun juan | 靓 liang jing | 冼 xian | 郗 xi chi | 郇 xun huan
隗 wei kui | 陂 pi bei po | 圻 qi yin | 剡 shan yan | 伽 jia qie ga | 俟 si qi | 沌 dun zhuan
泷 long shuang | 溱 qin zhen | 歙 she xi | 鹄 hu gu | 渑 mian sheng";

/// Common characters of which only the crate's first reading is alive.
const SINGLE: &str = "\
啊埃癌艾隘俺胺肮昂奥懊澳芭捌叭吧拔跋把耙霸白百佰搬扳般扮拌伴半榜傍苞胞包抱暴爆卑倍被奔甭泵比蔽币庇臂
卞辨膘彬冰波膊哺不簿部才踩蔡餐蚕槽草厕侧册插茬察拆柴掺厂敞超抄嘲吵郴忱趁橙呈承逞秤吃池尺斥虫稠愁躇除
揣穿串窗捶垂唇淳疵刺次葱囱从醋簇促摧粹淬撮搓措挫搭达歹怠担掸胆但淡刀灯登邓堤敌狄抵底弟滇典佃甸奠掉跌
碟蝶迭丁盯鼎董侗恫洞斗逗毒读堵杜堆兑吨蹲敦顿盾遁掇哆惰堕蛾而儿耳泛方房仿啡肥匪肺沸吩汾奋份封逢冯扶拂
幅服涪甫副附噶概溉干甘柑赶感港杠皋搞告胳疙革格隔个羹拱共古雇灌广逛硅柜棍果哈骸亥害喊捍憾汗夯杭郝耗号
浩呵喝菏合盒赫嘿痕狠哼亨横红呼唬滑划化徊怀坏痪涣荒磺皇恍荤混活或霍圾机畸积激姬缉籍己技伎既家假价肩奸
茧碱件将蕉焦胶侥脚狡缴剿窖揭接秸捷睫洁姐介筋仅浸惊精景净咎鞠拘居沮巨捐卷撅掘均俊喀揩楷堪扛抗亢炕坷苛
棵可渴刻客垦坑吭控枯苦挎跨块款匡狂亏魁溃昆捆括蜡腊蓝狼牢佬酪烙冷厘离莉栗例立隶哩怜帘撩聊僚列猎磷拎零
令硫芦卤路鹿陆虑卵络芒茫氓猫冒貌么昧萌盟谜眠免娩描藐皿明摩末莫墨某母幕募哪呐那乃耐南淖内能倪泥匿溺蔫
拈年捻鸟尿柠宁泞扭暖哦帕怕拍排湃派潘盼旁炮袍跑培裴砰抨彭捧坯脾片漂撇瞥拼聘苹平魄迫剖扑莆葡菩蒲曝瀑期
栖戚漆沏其棋崎齐祈祁岂契砌汽泣洽前浅嵌腔鞘俏切且亲勤青泅蛆屈渠娶趣醛券缺雀冉攘扰惹任戎容肉褥阮蕊若洒
僧沙苫汕尚裳梢捎芍勺哨蛇舌舍赦射涉身沈慎声胜圣失施拾食识屎式示事是适氏市恃售受舒淑熟属墅庶数衰栓拴谁
税说斯撕思司肆寺似巳搜嗽溯隋隧蓑梭唆缩塌他它她塔抬台太檀潭袒探叹汤倘淌趟桃陶踢提蹄体填舔挑跳听汀桐酮
童筒投透涂土兔湍团蜕褪吞拖脱陀驮哇蛙洼娃袜完皖宛汪王亡枉桅尾味位瘟温挝斡握无梧吾吴毋勿昔熙析夕溪喜戏
暇夏吓掀咸涎羡宪限硝哮嚣些歇蝎鞋挟邪斜泄信邢醒幸姓兄休戌需嘘许絮眩穴旬寻巡押呀衙焉咽烟研蜒言炎眼彦央
洋仰妖姚咬噎耶野也液壹揖遗移疑沂倚已乙矣以邑屹肄吟淫尹印英硬映涌恿由游有幼于余俞逾愉予羽芋吁遇御育豫
援园苑怨约越月匀允杂咱攒澡蚤造燥增喳札咋乍宅寨詹沾占湛招找这甄枕疹震帧枝支吱肢汁之殖至致治窒盅众粥朱
逐烛著助注祝拽转撰赚庄追茁啄兹滋综奏揍租足卒族祖阻最丞亘匮仡佼倩儋臧汶洮泺溥涑濞妃婺滂濡濂淦沆涔洵恂
溟沱泯煦焱炖祠碣稷嵇馥皓竺箐暨瞿鑫芮芩苓荃蓁菀葶薜藿邺嵊湟潢潼檐柚濯寰睢褶钯铛徙宓贲晁旄雩霾鬻鹘奘昙
庵崛石";

/// Words in which a character is read otherwise than by itself: `词 syllable …`.
const PHRASES: &str = "\
重庆 chong qing | 重组 chong zu | 重阳 chong yang | 重生 chong sheng | 银行 yin hang | 商行 shang hang
洋行 yang hang | 支行 zhi hang | 分行 fen hang | 总行 zong hang | 农行 nong hang | 建行 jian hang
工行 gong hang | 中行 zhong hang | 招行 zhao hang | 交行 jiao hang | 央行 yang hang | 车行 che hang
行业 hang ye | 同行 tong hang | 行长 hang zhang | 成长 cheng zhang | 校长 xiao zhang | 部长 bu zhang
董事长 dong shi zhang | 会长 hui zhang | 厂长 chang zhang | 科长 ke zhang | 处长 chu zhang
局长 ju zhang | 院长 yuan zhang | 所长 suo zhang | 队长 dui zhang | 市长 shi zhang | 县长 xian zhang
省长 sheng zhang | 家长 jia zhang | 生长 sheng zhang | 增长 zeng zhang | 长子 zhang zi | 长孙 zhang sun
大厦 da sha | 广厦 guang sha | 音乐 yin yue | 乐清 yue qing | 乐亭 lao ting | 乐器 yue qi
乐团 yue tuan | 民乐 min yue | 朝晖 zhao hui | 朝霞 zhao xia | 今朝 jin zhao | 朝歌 zhao ge
会计 kuai ji | 会稽 kuai ji | 单县 shan xian | 六安 lu an | 六合 lu he | 大城县 dai cheng xian
大夫 dai fu | 大埔 da bu | 番禺 pan yu | 尉犁 yu li | 尉迟 yu chi | 东阿 dong e | 阿胶 e jiao
蚌埠 beng bu | 涡阳 guo yang | 荥经 ying jing | 泌阳 bi yang | 铅山 yan shan | 莘庄 xin zhuang
洪洞 hong tong | 浚县 xun xian | 吴堡 wu bu | 里堡 li pu | 蔚县 yu xian | 繁峙 fan shi | 柏林 bo lin
人参 ren shen | 海参 hai shen | 党参 dang shen | 丹参 dan shen | 西藏 xi zang | 青藏 qing zang
藏药 zang yao | 藏医 zang yi | 藏族 zang zu | 宝藏 bao zang | 调度 diao du | 调研 diao yan
调查 diao cha | 弹簧 tan huang | 弹性 tan xing | 弹力 tan li | 校准 jiao zhun | 校验 jiao yan
星宿 xing xiu | 白术 bai zhu | 苍术 cang zhu | 牛仔 niu zai | 公仔 gong zai | 黄埔 huang pu
便宜 pian yi | 湖泊 hu po | 梁山泊 liang shan po | 罗布泊 luo bu po | 切削 qie xiao | 模具 mu ju
模板 mu ban | 中牟 zhong mu | 牟平 mu ping | 强劲 qiang jing | 畜牧 xu mu | 畜产 xu chan | 曾经 ceng jing
给水 ji shui | 给排水 ji pai shui | 供给 gong ji | 补给 bu ji | 万俟 mo qi | 沌口 zhuan kou
奇数 ji shu | 传记 zhuan ji | 自传 zi zhuan | 包扎 bao za | 都是 dou shi | 还是 hai shi
柞水 zha shui | 盛饭 cheng fan | 屏息 bing xi | 澹台 tan tai | 鲜于 xian yu | 令狐 ling hu";

/// Surnames read otherwise than the character by itself.
const SURNAMES: &str = "\
单 shan | 仇 qiu | 查 zha | 盖 ge | 区 ou | 折 she | 种 chong | 召 shao | 朴 piao | 解 xie | 乐 yue | 员 yun | 祭 zhai
秘 bi | 繁 po | 句 gou | 黑 he | 洗 xian";

/// A word and the syllable of each of its characters.
pub(super) struct Phrase {
    pub(super) characters: Vec<char>,
    pub(super) syllables: Vec<&'static str>,
}

/// The tables above, ready for look-up.
pub(super) struct Readings {
    living: HashMap<char, Vec<&'static str>>,
    single: HashSet<char>,
    phrases: HashMap<char, Vec<Phrase>>,
    surnames: HashMap<char, &'static str>,
}

impl Readings {
    pub(super) fn new() -> Self {
        let mut phrases: HashMap<char, Vec<Phrase>> = HashMap::new();
        for (word, syllables) in lines(PHRASES) {
            let phrase = Phrase {
                characters: word.chars().collect(),
                syllables,
            };
            phrases
                .entry(phrase.characters[0])
                .or_default()
                .push(phrase);
        }
        // The longest word first: 大城县 before 大厦, 给排水 before 给水.
        for opened in phrases.values_mut() {
            opened.sort_by_key(|phrase| std::cmp::Reverse(phrase.characters.len()));
        }
        Readings {
            living: lines(LIVING)
                .filter_map(|(word, syllables)| Some((word.chars().next()?, syllables)))
                .collect(),
            single: SINGLE.chars().filter(|c| !c.is_whitespace()).collect(),
            phrases,
            surnames: lines(SURNAMES)
                .filter_map(|(word, syllables)| Some((word.chars().next()?, *syllables.first()?)))
                .collect(),
        }
    }

    /// All living readings, the likely one first; empty for what is no Chinese character.
    pub(super) fn of(&self, character: char) -> Vec<&'static str> {
        if let Some(living) = self.living.get(&character) {
            return living.clone();
        }
        let mut readings = Vec::new();
        for reading in character.to_pinyin_multi().into_iter().flatten() {
            if !readings.contains(&reading.plain()) {
                readings.push(reading.plain());
            }
        }
        if self.single.contains(&character) {
            readings.truncate(1);
        }
        readings
    }

    /// Words of the table that begin with this character, the longest first.
    pub(super) fn phrases_opened_by(&self, character: char) -> &[Phrase] {
        self.phrases.get(&character).map_or(&[], Vec::as_slice)
    }

    pub(super) fn surname(&self, character: char) -> Option<&'static str> {
        self.surnames.get(&character).copied()
    }
}

/// How a syllable is typed: ü as v, yu or u.
pub(super) fn spellings(syllable: &'static str) -> Vec<&'static str> {
    match syllable {
        "lü" => vec!["lv", "lyu", "lu"],
        "nü" => vec!["nv", "nyu", "nu"],
        "lüe" => vec!["lve", "lyue", "lue"],
        "nüe" => vec!["nve", "nyue", "nue"],
        other => vec![other],
    }
}

fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    table.split(['|', '\n']).filter_map(|line| {
        let mut parts = line.split_whitespace();
        Some((parts.next()?, parts.collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for (word, syllables) in lines(PHRASES) {
            assert_eq!(word.chars().count(), syllables.len(), "{word}");
        }
        for (word, syllables) in lines(LIVING).chain(lines(SURNAMES)) {
            assert_eq!(word.chars().count(), 1, "{word}");
            assert!(!syllables.is_empty(), "{word}");
        }
        let twice: Vec<char> = SINGLE
            .chars()
            .filter(|c| lines(LIVING).any(|(word, _)| word.starts_with(*c)))
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn every_reading_in_the_tables_is_one_the_crate_knows() {
        let known = |c: char, syllable: &str| {
            c.to_pinyin_multi()
                .into_iter()
                .flatten()
                .any(|reading| reading.plain() == syllable)
        };
        let mut foreign = Vec::new();
        for (word, syllables) in lines(LIVING).chain(lines(PHRASES)).chain(lines(SURNAMES)) {
            if word.chars().count() == syllables.len() {
                for (c, syllable) in word.chars().zip(&syllables) {
                    if !known(c, syllable) {
                        foreign.push(format!("{c} {syllable}"));
                    }
                }
            } else if let Some(c) = word.chars().next() {
                foreign.extend(
                    syllables
                        .iter()
                        .filter(|s| !known(c, s))
                        .map(|s| format!("{c} {s}")),
                );
            }
        }
        // The crate lacks a place name's and a surname's reading.
        assert_eq!(foreign, ["乐 lao", "黑 he"]);
    }

    #[test]
    fn likely_reading_first_and_classical_ones_dropped() {
        let readings = Readings::new();
        assert_eq!(readings.of('长'), ["chang", "zhang"]);
        assert_eq!(readings.of('方'), ["fang"]);
        assert_eq!(readings.of('曾'), ["zeng", "ceng"]);
        assert_eq!(readings.surname('单'), Some("shan"));
        assert!(readings.of('K').is_empty());
    }
}
