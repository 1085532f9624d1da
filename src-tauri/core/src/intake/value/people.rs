//! Several people in one cell: 张三、李四, or 王五 13800000000；赵六.

use super::{Unreadable, jobs, plain};

/// What stands between people.
const BETWEEN: [char; 9] = ['、', '，', ',', '；', ';', '/', '／', '|', '\n'];
/// What stands between the jobs of one and the jobs of the next.
const BETWEEN_JOBS: [char; 3] = ['；', ';', '\n'];
/// What a name has nothing of: a job, or that more people are meant.
const NO_NAMES: [&str; 27] = [
    "董事", "监事", "经理", "总监", "主任", "会计", "出纳", "法人", "总裁", "书记", "主管", "科长",
    "处长", "部长", "行长", "厂长", "助理", "秘书", "财务", "负责", "联系", "老板", "公司", "部门",
    "电话", "手机", "代表",
];

/// Someone in a cell, with the jobs that the cell beside it gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub jobs: Vec<String>,
}

/// The people of a cell; one alone as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    pub people: Vec<Person>,
    /// Whether telephone numbers stood behind names: nothing is kept of them.
    pub had_numbers: bool,
}

/// Errors: where it cannot be told who they are, or whose the jobs are.
pub fn people(name: &str, job: Option<&str>) -> Result<People, Unreadable> {
    let parts = split(name, &BETWEEN);
    let names: Vec<Option<(String, bool)>> = parts.iter().map(|part| name_in(part)).collect();
    let alone = |name: &str| People {
        people: vec![Person {
            name: name.to_owned(),
            jobs: job.map(jobs).unwrap_or_default(),
        }],
        had_numbers: false,
    };
    // Smith, John is one, and whoever stands alone is whoever was written.
    if parts.len() < 2 || names.iter().all(Option::is_none) {
        return Ok(alone(name));
    }
    let Some(names) = names.into_iter().collect::<Option<Vec<_>>>() else {
        return Err("一格里像是写了不止一人，分不清各是谁；请每人一行".into());
    };
    let shared = jobs_of(job, names.len())?;
    let had_numbers = names.iter().any(|(_, had_number)| *had_number);
    let people = names.into_iter().zip(shared);
    let people = people.map(|((name, _), jobs)| Person { name, jobs });
    Ok(People {
        people: people.collect(),
        had_numbers,
    })
}

/// One job is everybody's; as many as people are one each.
fn jobs_of(job: Option<&str>, people: usize) -> Result<Vec<Vec<String>>, Unreadable> {
    let Some(job) = job else {
        return Ok(vec![Vec::new(); people]);
    };
    let groups = split(job, &BETWEEN_JOBS);
    if groups.len() == people {
        return Ok(groups.into_iter().map(jobs).collect());
    }
    let each = split(job, &BETWEEN);
    match each.len() {
        0 => Ok(vec![Vec::new(); people]),
        1 => Ok(vec![jobs(job); people]),
        found if found == people => Ok(each.into_iter().map(jobs).collect()),
        found => Err(format!(
            "一格里写了 {people} 人，职务却有 {found} 个，分不清各是谁的；请每人一行"
        )
        .into()),
    }
}

fn split<'a>(text: &'a str, at: &[char]) -> Vec<&'a str> {
    let parts = text.split(|c| at.contains(&c)).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// A Chinese name, and whether a telephone number stood behind it.
fn name_in(part: &str) -> Option<(String, bool)> {
    let plain = plain(part);
    let is_of_number =
        |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')' | ':');
    let name = plain.trim_end_matches(is_of_number);
    let rest = &plain[name.len()..];
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    // 王五2 is nobody's name.
    if digits > 0 && digits < 7 {
        return None;
    }
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let letters = name.chars().count();
    let longest = if name.contains('·') { 15 } else { 4 };
    let is_name = (2..=longest).contains(&letters)
        && name.chars().all(|c| is_han(c) || c == '·')
        && !name.ends_with('等')
        && !NO_NAMES.iter().any(|word| name.contains(word));
    is_name.then_some((name, digits > 0))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, job: Option<&str>) -> Vec<String> {
        let people = people(name, job).unwrap().people.into_iter();
        people
            .map(|person| {
                format!("{} {}", person.name, person.jobs.join("/"))
                    .trim()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn names_that_stand_apart_are_people_each() {
        assert_eq!(told("沈知衡、周予安", None), ["沈知衡", "周予安"]);
        assert_eq!(
            told("沈知衡；周 予；买买提·艾力", Some("财务经理")),
            ["沈知衡 财务经理", "周予 财务经理", "买买提·艾力 财务经理"]
        );
        assert_eq!(
            told("沈知衡/周予安", Some("董事长/总经理")),
            ["沈知衡 董事长", "周予安 总经理"]
        );
        assert_eq!(
            told("沈知衡、周予安", Some("董事长/党委书记；总经理")),
            ["沈知衡 董事长/党委书记", "周予安 总经理"]
        );
    }

    #[test]
    fn telephone_numbers_are_left_behind() {
        let found = people("沈知衡 13800000000；周予安 0755-80000000", None).unwrap();
        assert!(found.had_numbers);
        assert_eq!(
            told("沈知衡 13800000000；周予安", None),
            ["沈知衡", "周予安"]
        );
    }

    #[test]
    fn one_alone_stays_as_written() {
        assert_eq!(
            told("沈知衡", Some("董事长/总经理")),
            ["沈知衡 董事长/总经理"]
        );
        assert_eq!(told("Smith, John", None), ["Smith, John"]);
        assert_eq!(told("沈知衡 13800000000", None), ["沈知衡 13800000000"]);
    }

    #[test]
    fn who_cannot_be_told_apart_is_asked_for() {
        for name in [
            "沈知衡、周",
            "沈知衡，董事长",
            "沈知衡、周予安等",
            "沈知衡、财务部张会计",
        ] {
            assert!(people(name, None).is_err(), "{name}");
        }
        assert!(people("沈知衡、周予安", Some("董事长、总经理、财务总监")).is_err());
    }
}
