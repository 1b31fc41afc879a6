SELECT arrayJoin([toInt8(-128),toInt8(0),toInt8(127)]) AS x
SELECT arrayJoin([toInt16(-32768),toInt16(0),toInt16(32767)]) AS x
SELECT arrayJoin([toInt32(-2147483648),toInt32(0),toInt32(2147483647)]) AS x
SELECT arrayJoin([toInt64(-9223372036854775808),toInt64(0),toInt64(9223372036854775807)]) AS x
SELECT toUInt8(0), toUInt8(255)
SELECT toUInt16(0), toUInt16(65535)
SELECT toUInt32(0), toUInt32(4294967295)
SELECT toUInt64(0), toUInt64(18446744073709551615), toUInt64(9223372036854775808)
SELECT toFloat32(0.1), toFloat32(-1.5), toFloat32(1e20), toFloat32(1e21), toFloat32(1e-7)
SELECT 0.1, -1.5, 1e20, 1e21, 1e-6, 1e-7, 123456.789
SELECT 1/0, -1/0, 0/0, -0.0
SELECT toDecimal32('1.50', 2), toDecimal32('-0.01', 2), toDecimal32('0', 9)
SELECT toDecimal64('1.50', 10), toDecimal64('-123456789.000000001', 9), toDecimal64(5, 0)
SELECT toDecimal128('1.50', 20), toDecimal128('-12345678901234567890.123456', 10), toDecimal128(7, 0)
SELECT toDecimal128('-0.5', 38)
SELECT 'plain', '', 'ж☃漢字', 'a\tb\nc\\d\'e\"f\0g\bh\fi\rj'
SELECT toFixedString('ab', 5), toFixedString('', 1), toFixedString('a\tb\\', 6)
SELECT toDate('1970-01-02'), toDate('2024-02-29'), toDate('2105-12-31')
SELECT toDate(0), toDateTime(0, 'UTC')
SELECT toDate(number) FROM (SELECT number FROM system.numbers LIMIT 49710)
SELECT toDateTime('2024-01-02 03:04:05'), toDateTime('2024-03-31 01:30:00', 'Europe/Berlin'), toDateTime('2024-03-31 03:30:00', 'Europe/Berlin')
SELECT toDateTime(1711846799 + number, 'Europe/Berlin') FROM (SELECT number FROM system.numbers LIMIT 3)
SELECT toDateTime(1730000000 + number * 600, 'America/New_York') FROM (SELECT number FROM system.numbers LIMIT 100)
SELECT toDateTime(1700000000 + number * 86400, 'Asia/Kolkata') FROM (SELECT number FROM system.numbers LIMIT 400)
SELECT toDateTime(number * 86397, 'Europe/London') FROM (SELECT number FROM system.numbers LIMIT 1, 24000)
SELECT toUUID('00112233-4455-6677-8899-aabbccddeeff'), toUUID('00000000-0000-0000-0000-000000000000'), toUUID('ffffffff-ffff-ffff-ffff-ffffffffffff')
SELECT CAST('a', 'Enum8(\'a\' = 1, \'b\' = -2)'), CAST('x\t', 'Enum16(\'x\\t\' = 300, \'q\\\'\' = -300)')
SELECT NULL, CAST(NULL, 'Nullable(Int32)'), CAST(5, 'Nullable(Int32)'), CAST(NULL, 'Nullable(String)'), CAST('\\N', 'Nullable(String)')
SELECT arrayJoin([1, NULL, 3]) AS x, arrayJoin(['a', NULL, '']) AS y
SELECT [1, 2, 3], [[1], [], [2, 3]], emptyArrayString(), ['a', 'b\'c', 'd\\e', 'f\tg'], [NULL, 1], [NULL, 'x']
SELECT [], [NULL], [[]]
SELECT [toDate('2024-01-02')], [toDateTime('2024-01-02 03:04:05', 'UTC')], [toUUID('00112233-4455-6677-8899-aabbccddeeff')], [toFixedString('a', 2)], [1.5, 1/0, 0/0], [toDecimal32('1.10', 3)]
SELECT [CAST('a\'', 'Enum8(\'a\\\'\' = 1)')]
SELECT (1, 'a'), (1, ('b\'', NULL)), [(1, 'x'), (2, 'y')], tuple(toDate('2024-01-02'))
SELECT ('a"b', [1, 2], ['x"y'])
SELECT ([('a', [NULL, 'b'])], 5) AS t
SELECT 'quo"te', 'com,ma', 'new\nline', 'cr\rlf'
SELECT toInt64(-1) AS `a b`, 'x' AS `q"uote`, 'y' AS `t\tab`, 'z' AS `é`
SELECT number, toString(number), number / 7, toDate(number + 1), [number, number + 1], (number, toString(number)) FROM (SELECT number FROM system.numbers LIMIT 2000)
SELECT number FROM (SELECT number FROM system.numbers LIMIT 100000)
SELECT toFloat64(number) / 3 - 5000, toFloat32(number) / 7 FROM (SELECT number FROM system.numbers LIMIT 20000)
SELECT toNullable(number), if(number % 3 = 0, NULL, toString(number)) FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT 1 WHERE 0
SELECT toDecimal32(number, 4) / 3, toDecimal64(number, 8) * -1 FROM (SELECT number FROM system.numbers LIMIT 100)
SELECT arrayMap(x -> toString(x), range(number)) FROM (SELECT number FROM system.numbers LIMIT 20)
SELECT '\xe2\x80\xa8 \xe2\x80\xa9 \xe2\x80\xaa \xe2\x80' AS x
SELECT toInt8(-1), toUInt8(1), toInt16(-1), toUInt16(1), toInt32(-1), toUInt32(1), toInt64(-1), toUInt64(1)
SELECT toFloat64(1) / 3, toFloat32(1) / 3, toFloat64(2) / 3 * 1e100, 1e-300 / 3
SELECT toFloat64(9007199254740991), toFloat64(9007199254740992), toFloat64(999999999999999), toFloat32(16777217), toFloat32(9999999)
SELECT 1e-5, 1e-4, 0.00012345, 1234567.8901, 100000000000000000000., 1000000000000000000000.
SELECT [1e-7, 1e21, -0.0], [toFloat32(0.1)], (0.1, toFloat32(1e30))
SELECT number / 1000 FROM (SELECT number FROM system.numbers LIMIT 5000)
SELECT sqrt(number), exp(number % 700), log(number + 1) FROM (SELECT number FROM system.numbers LIMIT 3000)
SELECT toDecimal32(-1, 0), toDecimal32('999999999', 0), toDecimal32('-0.999999999', 9)
SELECT toDecimal64('999999999999999999', 0), toDecimal64('-0.000000000000000001', 18), toDecimal64('100.00', 2)
SELECT toDecimal128('99999999999999999999999999999999999999', 0), toDecimal128('0.00000000000000000000000000000000000001', 38)
SELECT [toDecimal64('10', 2), toDecimal64('0.1', 2)], (toDecimal128('1.5', 3), toDecimal32(0, 2))
SELECT '''', 'it''s', '\\', '\\\\n', '\n\n', '\t', ' leading and trailing '
SELECT 'a\0b', '\b\f\a\v', 'q"q', '`tick`', '{json: [1]}', '<&>'
SELECT ['', '''', '\\', '\n', '\t', '\0', '"'], [['nested ''quote''']]
SELECT toString(number % 7), substring('äöü☃', number % 9, 3) FROM (SELECT number FROM system.numbers LIMIT 50)
SELECT toFixedString('abc', 3), toFixedString('a\0b', 4), [toFixedString('''', 2)], (toFixedString('"', 1), 1)
SELECT toDate('2000-02-29'), toDate('1999-12-31'), toDate('2038-01-19'), toDate('2100-03-01')
SELECT toDateTime('1970-01-01 00:00:01', 'UTC'), toDateTime('2038-01-19 03:14:08', 'UTC'), toDateTime('2105-12-31 23:59:59', 'UTC')
SELECT toDateTime(1572138000 + number * 900, 'Europe/Berlin') FROM (SELECT number FROM system.numbers LIMIT 20)
SELECT toDateTime(1500000000 + number * 86400, 'America/Sao_Paulo') FROM (SELECT number FROM system.numbers LIMIT 800)
SELECT toDateTime(1000000000 + number * 864000, 'Asia/Kathmandu') FROM (SELECT number FROM system.numbers LIMIT 100)
SELECT [toDateTime(1700000000, 'Asia/Tokyo')], (toDateTime(1700000000, 'UTC'), toDate(19000))
SELECT generate, toUUID(generate) FROM (SELECT concat(substring(hex(MD5(toString(number))), 1, 8), '-0000-1111-2222-', substring(hex(MD5(toString(number))), 1, 12)) AS generate FROM (SELECT number FROM system.numbers LIMIT 100))
SELECT CAST(number % 3 + 1, 'Enum8(\'one\' = 1, \'two\\n\' = 2, \'th"ree\' = 3)') FROM (SELECT number FROM system.numbers LIMIT 6)
SELECT [CAST(-300, 'Enum16(\'low\' = -300, \'high\' = 300)')], (CAST(1, 'Enum8(\'a\' = 1)'), NULL)
SELECT CAST(NULL, 'Nullable(Date)'), CAST(NULL, 'Nullable(DateTime)'), CAST(NULL, 'Nullable(UUID)'), CAST(NULL, 'Nullable(Float64)'), toNullable(toDate('2024-01-02'))
SELECT toNullable(toFixedString('ab', 3)), toNullable(toDecimal64('1.20', 3)), CAST('x', 'Nullable(Enum8(\'x\' = 1))')
SELECT [toNullable(1), NULL], [CAST(NULL, 'Nullable(UUID)')], [['a', NULL], [], [NULL]]
SELECT arrayMap(x -> if(x % 2 = 0, NULL, x), range(number)) FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT arrayMap(x -> range(x), range(number % 5)) FROM (SELECT number FROM system.numbers LIMIT 20)
SELECT (1), (1, 2, 3), ((1, 2), (3, 4)), (([1], ['a']), 'b')
SELECT [(1, 'a', NULL), (2, 'b\'', NULL)], [([1, 2], ['x'])], ([(1, [2])], 3)
SELECT 1 AS `back\`tick`, 2 AS `sla/sh`, 3 AS `☃`
SELECT number, -toInt64(number), toString(number) FROM (SELECT number FROM system.numbers LIMIT 70000)
SELECT toInt64(number * 1234567890123) * if(number % 2 = 0, 1, -1), toUInt64(-number) FROM (SELECT number FROM system.numbers LIMIT 1000)
SELECT 1 LIMIT 0
SELECT toDateTime(toUInt32(4294943999), 'UTC'), toDateTime(toUInt32(4294944000), 'UTC'), toDateTime(toUInt32(4294967295), 'UTC'), toDateTime(toUInt32(4294911599), 'Asia/Tokyo'), toDateTime(toUInt32(4294911600), 'Asia/Tokyo'), toDateTime(toUInt32(4294944000), 'America/New_York'), toDateTime(toUInt32(4294962000), 'America/New_York')
SELECT toDate(toUInt16(number)) FROM (SELECT number FROM system.numbers LIMIT 65536)
