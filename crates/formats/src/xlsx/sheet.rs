use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use crate::sidecar::Sidecar;
use crate::table::starts_formula;
use crate::tables::{Column, Kind, Value};

/// The UTF-16 units that a cell holds (Excel specifications and limits).
const CELL: usize = 32_767;

/// From here on a double, which is what Excel has for numbers, no longer holds every whole number.
const EXACT: u64 = 1 << 53;

/// How cells look.
pub(super) struct Styles {
    header: Format,
    plain: Format,
    day: Format,
    degrees: Format,
    probability: Format,
    /// Marks a text as one for ever: a person who opens the cell and leaves it does not make it a formula.
    literal: Format,
}

impl Styles {
    pub fn new() -> Self {
        Styles {
            header: Format::new().set_bold(),
            plain: Format::new(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            degrees: Format::new().set_num_format("0.00000"),
            probability: Format::new().set_num_format("0.00"),
            literal: Format::new().set_quote_prefix(),
        }
    }
}

/// One sheet in the making.
pub(super) struct Sheet<'s> {
    pub worksheet: &'s mut Worksheet,
    pub next_row: u32,
    columns: &'static [Column],
    styles: &'s Styles,
}

impl<'s> Sheet<'s> {
    /// With the line of names, which stays in sight.
    pub fn new(
        worksheet: &'s mut Worksheet,
        columns: &'static [Column],
        styles: &'s Styles,
    ) -> Result<Self, XlsxError> {
        worksheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(columns) {
            worksheet.write_string_with_format(0, at, column.name, &styles.header)?;
            worksheet.set_column_width(at, width(column))?;
        }
        Ok(Sheet { worksheet, next_row: 1, columns, styles })
    }

    pub fn write(&mut self, values: &[Value], sidecar: &mut Sidecar) -> Result<(), XlsxError> {
        for (at, (value, column)) in (0..).zip(values.iter().zip(self.columns)) {
            self.cell(at, value, column, sidecar)?;
        }
        self.next_row += 1;
        Ok(())
    }

    fn cell(&mut self, at: u16, value: &Value, column: &Column, sidecar: &mut Sidecar) -> Result<(), XlsxError> {
        let (row, styles) = (self.next_row, self.styles);
        match value {
            Value::Empty => {}
            Value::Text(text) => self.text(at, text, sidecar)?,
            Value::Texts(texts) => self.text(at, &texts.join("; "), sidecar)?,
            Value::Day(day) => match excel_day(*day) {
                Some(excel) => {
                    self.worksheet.write_datetime_with_format(row, at, &excel, &styles.day)?;
                }
                None => self.text(at, &day.to_string(), sidecar)?,
            },
            Value::Whole(n) if *n <= EXACT => {
                self.worksheet.write_number(row, at, *n as f64)?;
            }
            Value::Whole(n) => self.text(at, &n.to_string(), sidecar)?,
            Value::Number(n) => {
                let style = if column.kind == Kind::Degrees { &styles.degrees } else { &styles.probability };
                self.worksheet.write_number_with_format(row, at, *n, style)?;
            }
            Value::Flag(yes) => {
                self.worksheet.write_boolean(row, at, *yes)?;
            }
        }
        Ok(())
    }

    /// Always a string, whatever it begins with.
    fn text(&mut self, at: u16, text: &str, sidecar: &mut Sidecar) -> Result<(), XlsxError> {
        let whole = fitting(text);
        if whole.len() < text.len() {
            sidecar.lose_value("text longer than a cell holds, cut at 32767 characters");
        }
        let style = if text.starts_with(starts_formula) { &self.styles.literal } else { &self.styles.plain };
        self.worksheet.write_string_with_format(self.next_row, at, whole, style)?;
        Ok(())
    }
}

/// Excel's calendar begins in 1900.
fn excel_day(day: polybius_records::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|y| *y >= 1900)?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

/// As much of the text as a cell holds.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    for (i, c) in text.char_indices() {
        units += c.len_utf16();
        if units > CELL {
            return &text[..i];
        }
    }
    text
}

fn width(column: &Column) -> f64 {
    let of_kind = match column.kind {
        Kind::Text if matches!(column.name, "summary" | "quote") => 70.0,
        Kind::Text => 18.0,
        Kind::List => 26.0,
        Kind::Day | Kind::Degrees => 12.0,
        Kind::Whole | Kind::Probability | Kind::Flag => 9.0,
    };
    f64::max(of_kind, column.name.len() as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_so_much() {
        assert_eq!(fitting(&"a".repeat(CELL + 5)).len(), CELL);
        // A sign of two units does not stand in the middle of the limit.
        assert_eq!(fitting(&"\u{1f54a}".repeat(CELL)).chars().count(), CELL / 2);
        assert_eq!(fitting("short"), "short");
    }

    #[test]
    fn days_before_the_calendar_are_none() {
        assert!(excel_day(jiff::civil::date(1899, 12, 31)).is_none());
        assert!(excel_day(jiff::civil::date(2031, 6, 3)).is_some());
        assert!(excel_day(jiff::civil::Date::MIN).is_none());
    }
}
