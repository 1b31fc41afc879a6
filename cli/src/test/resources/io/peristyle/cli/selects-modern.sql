SELECT true, false, toBool(1), [true, false], CAST(NULL, 'Nullable(Bool)')
SELECT toDate(65535), toDateTime(4294967295, 'UTC'), toDateTime(1, 'Africa/Monrovia'), toDateTime(4294967295, 'Pacific/Auckland')
SELECT toDate32('1900-01-01'), toDate32('2299-12-31'), toDate32('1969-12-31'), [toDate32('2024-01-02')]
SELECT toDate32('1900-01-01') + number * 13 FROM numbers(11000)
SELECT toDateTime64('2024-01-02 03:04:05.123456789', 9, 'UTC'), toDateTime64('1969-12-31 23:59:59.5', 1, 'UTC'), toDateTime64('1960-01-01 00:00:00.001', 3, 'UTC'), toDateTime64(0, 0, 'UTC')
SELECT toDateTime64('2024-01-02 03:04:05.120', 3, 'Asia/Kolkata'), [toDateTime64('2024-10-27 02:30:00', 6, 'Europe/Berlin')]
SELECT CAST(-99999999999 AS DateTime64(0, 'UTC')), CAST(99999999999 AS DateTime64(0, 'UTC')), toDateTime64('2262-04-11 23:47:16.854775807', 9, 'UTC')
SELECT reinterpret(toInt64(-9223372036854775807), 'DateTime64(3, \'UTC\')'), reinterpret(toInt64(9223372036854775807), 'DateTime64(3, \'UTC\')')
SELECT toDateTime64('1900-01-01 00:00:00', 3, 'America/New_York') + INTERVAL number * 37 DAY FROM numbers(3900)
SELECT toDecimal256('-0.5', 76), toDecimal256('1.10', 40), toDecimal256('123456789012345678901234567890123456789012345678901234567890', 0)
SELECT toIPv4('1.2.3.4'), toIPv4('0.0.0.0'), toIPv4('255.255.255.255'), [toIPv4('127.0.0.1')]
SELECT toIPv6('::'), toIPv6('::1'), toIPv6('::ffff:1.2.3.4'), toIPv6('1::'), toIPv6('1:0:0:2:0:0:0:3'), toIPv6('1:0:0:2:3:0:0:4'), toIPv6('::1.2.3.4'), toIPv6('::ffff:0:0'), toIPv6('::0.1.0.0'), [toIPv6('2001:db8::1')]
SELECT map('a', 1, 'b', 2), map(1, 'x'), map(), map('k\'', (1, 'a')), map('k', map('l', [NULL, 1]))
SELECT map(toDate('2024-01-02'), 1), map(1.5, 2), map(toUUID('00112233-4455-6677-8899-aabbccddeeff'), true), map('a"b', 'c"d')
SELECT toLowCardinality('a\tb'), toLowCardinality(CAST(NULL, 'Nullable(String)')), [toLowCardinality('x'), toLowCardinality('y')], map(toLowCardinality('k'), toLowCardinality('v'))
SELECT toLowCardinality(toString(number % 3)), toLowCardinality(if(number % 2 = 0, NULL, number)) FROM numbers(10)
SELECT toLowCardinality(toDate('2024-01-02')), toLowCardinality(toUInt32(5))
SELECT CAST((1, 'x'), 'Tuple(a UInt8, `b c` String)'), [CAST((1, 'x'), 'Tuple(a UInt8, b String)')], CAST((1, (2, 3)), 'Tuple(a UInt8, b Tuple(c UInt8, d UInt8))')
SELECT tuple(), [tuple()], (tuple(), 1)
SELECT toDateTime64(now64(9), 9) = 0, toDateTime(0, 'UTC'), [toDateTime(0, 'Asia/Tokyo')]
SELECT reinterpretAsFloat64(cityHash64(number)), reinterpretAsFloat32(toUInt32(cityHash64(number) % 4294967296)) FROM numbers(20000)
SELECT toDecimal128(toInt64(cityHash64(number)), 10), CAST(toInt64(cityHash64(number)) AS Decimal(30, 5)) / 1000 FROM numbers(1000)
SELECT toIPv4(toUInt32(cityHash64(number) % 4294967296)) FROM numbers(1000)
SELECT toUUID(UUIDNumToString(toFixedString(concat(reinterpretAsString(cityHash64(number)), reinterpretAsString(cityHash64(number + 1))), 16))) FROM numbers(100)
SELECT NULL::Nullable(Date), [NULL::Nullable(DateTime)], map('a', NULL::Nullable(UUID)), (NULL::Nullable(IPv4), 1)
SELECT CAST('x', 'Enum8(\'x\' = 1)'), map(CAST('x', 'Enum8(\'x\' = 1)'), 1)
SELECT toString(number) AS s, number * 1000003 AS n FROM numbers(120)
SELECT 1234567 AS x
SELECT 'single', 12345678901 AS big
SELECT number AS n, if(number = 1, NULL, 'line1\nline2') AS s FROM numbers(3)
SELECT CAST('2024-01-02 03:04:05' AS DateTime64(0, 'Asia/Kolkata')), CAST('2024-01-02 03:04:05.1' AS DateTime64(1)), CAST('2024-01-02 03:04:05.123456' AS DateTime64(6))
SELECT toDateTime64('1925-07-01 12:00:00.5', 2, 'Europe/London'), toDateTime64('2250-07-01 12:00:00.5', 2, 'Europe/London')
SELECT map('k', toLowCardinality('v')), map('a', [map('b', 1)]), map(1, NULL), map('\t', '\n')
SELECT mapFromArrays(arrayMap(x -> toString(x), range(number)), range(number)) FROM numbers(6)
SELECT [toLowCardinality('a'), toLowCardinality('')], (toLowCardinality('x'), toLowCardinality(toNullable('y')))
SELECT CAST(([1, 2], map('k', (3, 'z'))), 'Tuple(list Array(UInt8), m Map(String, Tuple(p UInt8, q String)))')
SELECT toNullable(toIPv4('10.0.0.1')), [toIPv6('::ffff:10.0.0.1'), toIPv6('fe80::1')], map(toIPv4('1.1.1.1'), 1)
SELECT toDecimal256('12345678901234567890123456789012345678.90', 10), [toDecimal256('0.10', 2)]
SELECT [], [[]], [NULL], map(), (NULL, []), NULL
SELECT toDateTime(1700000000, 'Fixed/UTC+05:30:00')
SELECT toDateTime(1700000000 + number * 86400, 'Australia/Lord_Howe') FROM numbers(400)
