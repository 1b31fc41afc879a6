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
SELECT toInt128(-5), toInt256('-57896044618658097711785492504343953926634992332820282019728792003956564819968'), toUInt128('340282366920938463463374607431768211455'), toUInt256(7), [toInt256(-1)], (toUInt128(1), 2), map(toInt128(1), toUInt256(2)), toNullable(toInt256(3))
SELECT toIntervalNanosecond(-1), toIntervalSecond(5), toIntervalWeek(3), [toIntervalDay(1)], (toIntervalYear(2), 1), CAST(NULL, 'Nullable(IntervalDay)')
SELECT toTime('-12:34:56'), toTime('999:59:59'), toTime('00:00:00'), toTime64('-00:00:00.5', 3), toTime64('01:02:03.123456789', 9), toTime64('01:02:03', 0), [toTime('01:02:03')], (toTime64('01:02:03.5', 1), 1), map(toTime('01:02:03'), toTime64('01:02:03.50', 2)), toNullable(toTime('01:02:03'))
SELECT toTime(number * 7199 - 3500000), toTime64(number * 7199.25 - 3500000, 4) FROM numbers(980)
SELECT toBFloat16(0.1), toBFloat16(-1.5), toBFloat16(3.3e38), toBFloat16(1 / 0), toBFloat16(0 / 0), [toBFloat16(1e-20)], (toBFloat16(1e10), 1), toNullable(toBFloat16(2))
SELECT reinterpret(toUInt16(number), 'BFloat16') FROM numbers(65536)
SELECT CAST((1, 2.5) AS Point), CAST([(1, 2.5)] AS Ring), CAST([(0, 0), (1, -1)] AS LineString), CAST([[(0, 0)]] AS Polygon), CAST([[(0, 0)], []] AS MultiLineString), CAST([[[(0.1, 1e300)]]] AS MultiPolygon)
SELECT CAST([(1, 2.5)] AS Array(Point)), map('p', CAST((1, 2.5) AS Point)), (CAST((1, 2.5) AS Point), 1)
SELECT CAST(5 AS SimpleAggregateFunction(sum, UInt64)), CAST('a"b' AS SimpleAggregateFunction(anyLast, LowCardinality(Nullable(String)))), CAST(([1], [2]) AS Tuple(a SimpleAggregateFunction(groupArrayArray, Array(UInt8)), b Array(UInt8)))
SELECT CAST([(1, 'x'), (2, 'it''s')] AS Nested(a UInt8, `b c` String)), CAST([] AS Nested(a UInt8))
SELECT CAST('a"b' AS Variant(String, UInt8)), CAST(5 AS Variant(String, UInt8)), CAST(NULL AS Variant(String, UInt8)), [CAST(5 AS Variant(String, UInt8)), 'a\'b', NULL], (CAST(NULL AS Variant(String, UInt8)), 1), map('a', CAST(NULL AS Variant(String, UInt8)))
SELECT multiIf(number % 3 = 0, CAST(number AS Variant(Array(Nullable(String)), UInt64, Tuple(a UInt8, b String))), number % 3 = 1, CAST(['x', NULL], 'Array(Nullable(String))'), CAST((number, 'y'), 'Tuple(a UInt8, b String)')) FROM numbers(9)
SELECT CAST((1, 2) AS Point)::Geometry, CAST([(1, 2)] AS Ring)::Geometry, [CAST([[(0, 0)]] AS Polygon)::Geometry], NULL::Geometry
SELECT CAST(toUInt64(5) AS Dynamic), CAST('a"b' AS Dynamic), CAST(NULL AS Dynamic), CAST([1, 2] AS Dynamic), CAST((1, 'x') AS Dynamic), [CAST(toDate('2024-01-02') AS Dynamic), 1.5::Dynamic], map('k', CAST('v' AS Dynamic))
SELECT multiIf(number % 4 = 0, CAST(number AS Dynamic), number % 4 = 1, CAST(toString(number) AS Dynamic), number % 4 = 2, CAST(NULL AS Dynamic), CAST([number] AS Dynamic)) FROM numbers(20)
SELECT multiIf(number % 4 = 0, CAST(number AS Dynamic(max_types=1)), number % 4 = 1, CAST(toString(number) AS Dynamic(max_types=1)), number % 4 = 2, CAST(toDate(19000 + number) AS Dynamic(max_types=1)), CAST([number, NULL] AS Dynamic(max_types=1))) FROM numbers(20)
SELECT arrayJoin([CAST(map('a', toLowCardinality('x'), 'b', 'y') AS Dynamic(max_types=0)), CAST((1, 'x', NULL, [toDateTime64('2024-01-02 03:04:05.678', 3, 'UTC')]) AS Dynamic(max_types=0)), CAST(CAST((1, 2) AS Point) AS Dynamic(max_types=0)), toIntervalDay(3)::Dynamic(max_types=0), toTime64('01:02:03.5', 3)::Dynamic(max_types=0), toDecimal128('1.50', 3)::Dynamic(max_types=0), CAST('a', 'Enum8(\'a\' = 1)')::Dynamic(max_types=0), toUUID('00112233-4455-6677-8899-aabbccddeeff')::Dynamic(max_types=0), CAST(5 AS Variant(String, UInt8))::Dynamic(max_types=0), toInt256(-5)::Dynamic(max_types=0), toIPv6('::1')::Dynamic(max_types=0), toFixedString('ab', 3)::Dynamic(max_types=0), true::Dynamic(max_types=0), toBFloat16(1.5)::Dynamic(max_types=0)])
SELECT CAST('{"b":1,"a":{"c":2.5,"b":[1,{"x":1}]},"s":"q\\"uo\\\\te\\n/","d":"2024-01-01","t":true,"n":null,"z":{},"e":[],"i":9223372036854775808,"aa":[1,null],"f":1e30,"a-b c":1,"m":[1,"a"]}' AS JSON)
SELECT ['{"b":1}'::JSON], tuple('{"b":"x\'y"}'::JSON), map('k', '{"b":"it\'s"}'::JSON), '{}'::JSON
SELECT '{"b":1,"c":{"d":5},"x":1,"y":"2020-01-01 00:00:00"}'::JSON(c.d UInt64, a Nullable(String), zz String, b Decimal(9, 2), u DateTime('UTC'))
SELECT '{"c":{"d":5},"c.e":6,"d\\\\x":1,"q\\"":2,"":3,"ж":{"☃":[{"a":{"b":1}},{"a":{"c":[[1],[]]}}]}}'::JSON
SELECT CAST(concat('{"k', toString(number % 5), '":', toString(number), ',"s":{"t":"', toString(number), '"}}') AS JSON) FROM numbers(20)
SELECT CAST(concat('{"k', toString(number % 5), '":', toString(number), ',"s":{"t":"', toString(number), '"},"l":[{"p":', toString(number), '}]}') AS JSON(max_dynamic_paths=2)) FROM numbers(20)
SELECT CAST(concat('{"k', toString(number % 5), '":', toString(number), ',"s":{"t":"', toString(number), '"},"l":[1,2.5]}') AS JSON(max_dynamic_paths=0, max_dynamic_types=1, s.t UInt32)) FROM numbers(20)
SELECT NULL::Nullable(JSON), '{"a":1}'::Nullable(JSON)
SELECT [nan, inf, -0.0]::QBit(Float64, 3), [1, -inf]::QBit(BFloat16, 2), [[0.1, nan]::QBit(Float32, 2)], tuple([1.5]::QBit(Float32, 1)), map('k', [nan]::QBit(Float64, 1)), [nan]::QBit(Float32, 1)::Dynamic
SELECT arrayJoin([toInt64(-9223372036854775808), -2208988800001, -2208988800000, 10413791999999, 10413792000000, 253402300799999, 253402300800000, -62167219200000, -62167219200001, 9223372036854775807]) AS n, reinterpret(n, 'DateTime64(3, \'UTC\')'), reinterpret(n, 'DateTime64(3, \'America/New_York\')'), reinterpret(n, 'DateTime64(3, \'Asia/Tokyo\')'), [reinterpret(n, 'DateTime64(0, \'UTC\')')], reinterpret(n, 'DateTime64(0, \'Asia/Tokyo\')')
