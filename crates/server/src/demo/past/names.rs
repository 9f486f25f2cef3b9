//! Names of people and companies that nobody has.

use domain::team::Industry;

use super::chance::Chance;

const CITIES: [&str; 24] = [
    "杭州", "上海", "苏州", "南京", "宁波", "无锡", "合肥", "武汉", "长沙", "成都", "重庆", "西安",
    "郑州", "济南", "青岛", "天津", "北京", "厦门", "福州", "广州", "深圳", "佛山", "东莞", "昆明",
];

const STEMS: [&str; 36] = [
    "味之源",
    "好邻居",
    "青禾里",
    "云帆",
    "朗诺",
    "晨曦",
    "百盛",
    "明德",
    "千寻",
    "悦享",
    "恒信",
    "卓立",
    "金石",
    "远航",
    "嘉和",
    "康宁",
    "一品鲜",
    "老灶台",
    "花间集",
    "山海间",
    "佳木",
    "新雅",
    "天启",
    "汇通",
    "顺达",
    "国泰",
    "景明",
    "锦程",
    "瑞丰",
    "宏图",
    "美佳",
    "福满楼",
    "乐活",
    "同心",
    "启智",
    "蓝桥",
];

/// What companies of an industry call themselves.
const KINDS: [(Industry, &str); 10] = [
    (Industry::Catering, "餐饮管理有限公司"),
    (Industry::Catering, "食品有限公司"),
    (Industry::Retail, "商贸有限公司"),
    (Industry::Retail, "便利店"),
    (Industry::Manufacturing, "机械有限公司"),
    (Industry::Education, "教育咨询有限公司"),
    (Industry::Technology, "信息技术有限公司"),
    (Industry::Construction, "装饰工程有限公司"),
    (Industry::Health, "大药房"),
    (Industry::Logistics, "物流有限公司"),
];

const FAMILY: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢",
];

const GIVEN: [&str; 24] = [
    "芳", "伟", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "霞", "平", "建国", "晓燕", "志强", "海燕", "文博",
];

/// A company's name, and what it does.
pub fn company(chance: &mut Chance) -> (String, Industry) {
    let at = usize::try_from(chance.number(0, 9)).unwrap_or_default();
    let (industry, kind) = KINDS[at];
    let name = format!("{}{}{kind}", chance.pick(&CITIES), chance.pick(&STEMS));
    (name, industry)
}

/// A person's name.
pub fn person(chance: &mut Chance) -> String {
    format!("{}{}", chance.pick(&FAMILY), chance.pick(&GIVEN))
}
