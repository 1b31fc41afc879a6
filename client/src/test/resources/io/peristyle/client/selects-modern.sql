SELECT mapFromArrays(['a', 'b'], [1, 2]), mapFromArrays([toDate('2024-01-02')], [[NULL, 1]]), map(), map('k', map('l', 1))
SELECT map(number, toString(number)), mapKeys(map('a', 1)), mapValues(map('a', 1)), mapAdd(map('a', 1), map('b', 2)), mapFilter((k, v) -> v > 1, map('a', 1, 'b', 2)) FROM numbers(3)
SELECT sumMap(map('a', number, 'b', 1)), minMap(map('a', number)), maxMap([number], [number]), groupArray(map('k', number)) FROM numbers(5)
SELECT map(toUInt8(1), 'x'), map(toLowCardinality('a'), toLowCardinality(toNullable('b'))), map((1, 'a'), 2), map(toUUID('00112233-4455-6677-8899-aabbccddeeff'), toIPv4('1.2.3.4')), map(CAST('a' AS Enum8('a' = 1)), true)
SELECT arrayZip([1, 2], ['a', 'b']), arrayZip([1], [NULL], [[1]]), arrayZipUnaligned([1, 2], ['a'])
SELECT JSONExtract('{"a":1,"b":[1,2.5,null],"c":{"d":"x"}}', 'Tuple(a Int8, b Array(Nullable(Float64)), c Tuple(d String))'), JSONExtract('{"a":{"x":1,"y":2}}', 'a', 'Map(String, UInt8)')
SELECT JSONExtract('{"a":"b"}', 'a', 'Enum8(\'a\' = 1, \'b\' = 2)'), JSONExtract('[[1],[]]', 'Array(Array(Int16))'), JSONExtract('{"a":null}', 'a', 'Nullable(Int8)'), JSONExtract('{"a":"1.50"}', 'a', 'Decimal(9, 3)'), JSONExtractKeysAndValues('{"a":1,"b":2}', 'Int32'), JSONExtractKeysAndValuesRaw('{"a":[1]}'), JSONExtractArrayRaw('[1,"a"]'), JSONExtractKeys('{"a":1}'), JSONType('{"a":1}')
SELECT JSONExtract('{"a":"2024-01-02","b":"00112233-4455-6677-8899-aabbccddeeff","c":"1.2.3.4"}', 'Tuple(a Date, b UUID, c IPv4)'), JSONExtract('{"a":1}', 'JSON'), JSONExtract('{"a":[1,"x"]}', 'a', 'Array(Dynamic)'), JSONExtract('{"a":5}', 'a', 'Variant(String, UInt64)')
SELECT quantilesTDigest(0.1, 0.9)(number), quantilesExactWeighted(0.5)(number, 1), quantilesBFloat16(0.5)(number), quantilesInterpolatedWeighted(0.5)(number, 1), quantilesGK(100, 0.5)(number), quantilesDD(0.01, 0.5)(number + 1) FROM numbers(11)
SELECT groupArraySorted(3)(number), groupArrayLast(2)(number), groupUniqArrayArray([1, 1]), groupArrayMovingSum(number), groupArrayMovingAvg(2)(number), groupConcat(',')(number), groupArrayIntersect([number, 1]) FROM numbers(4)
SELECT sumOrNull(number), sumOrDefault(number), anyOrNull(toString(number)), argMaxOrNull(number, number), sumArgMax(number, number), countDistinct(number), groupArrayDistinct(number % 2) FROM numbers(0)
SELECT sumMapOrNull([number], [number]), sumWithOverflow(toUInt8(number)), sumKahan(number / 3), sumCount(number), deltaSum(number), boundingRatio(number, number), entropy(number), simpleLinearRegression(number, number * 2) FROM numbers(5)
SELECT histogram(3)(number), retention(number = 0, number = 1), sequenceCount('(?1)(?2)')(toDateTime(number), number = 1, number = 2), windowFunnel(10)(toDateTime(number), number = 1, number = 2), topKWeighted(2)(number, number), approx_top_k(2)(number), intervalLengthSum(number, number + 2) FROM numbers(5)
SELECT sumResample(0, 4, 2)(number, number), groupArrayResample(0, 4, 2)(number, number), sumDistinct(number % 2), avgWeighted(number, number), sumMapMerge(s) FROM (SELECT number, sumMapState(map('a', number)) AS s FROM numbers(5) GROUP BY number)
SELECT initializeAggregation('sumState', 5::UInt64), arrayReduce('sumState', [1, 2]), sumSimpleState(number), anyLastSimpleState(toString(number)), maxSimpleState(toNullable(number)) FROM numbers(3)
SELECT countState(toNullable(number)), avgState(toInt8(number)), minState(toDateTime64(number, 3, 'UTC')), maxState(toIPv6('::1')), anyState(toUUID('00112233-4455-6677-8899-aabbccddeeff')), sumState(toDecimal256(number, 3)), sumState(toInt256(number)), groupUniqArrayState(toUInt8(1)) FROM numbers(3)
SELECT runningAccumulate(s) FROM (SELECT number, sumState(number) AS s FROM numbers(3) GROUP BY number ORDER BY number) SETTINGS allow_deprecated_error_prone_window_functions = 1
SELECT number % 3 AS k, map('m', sum(number)), any(CAST(number AS Variant(String, UInt64))), any(number::Dynamic), groupArray(toIPv4(toUInt32(number))) FROM numbers(10) GROUP BY k WITH TOTALS ORDER BY k
SELECT number % 2 AS a, number % 3 AS b, count() FROM numbers(12) GROUP BY GROUPING SETS ((a), (b), (a, b)) ORDER BY ALL
SELECT number, sum(number) OVER (ORDER BY number ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), groupArray(number) OVER (ORDER BY number), lagInFrame(toNullable(number)) OVER (ORDER BY number), rank() OVER (ORDER BY number) FROM numbers(4)
SELECT number, '{"a":1}'::JSON, CAST(number AS Variant(String, UInt64)), number::Dynamic FROM numbers(5) WHERE number > 100
SELECT '{"a":{"b":[1,{"c":null}]},"d":"x"}'::JSON AS j, j.a.b, j.d, j.^a, j.zz, JSONAllPaths(j), JSONAllPathsWithTypes(j), j.d.:String, j.a.b[]
SELECT concat('{"k', toString(number % 3), '":', toString(number), '}')::JSON(max_dynamic_paths=1) AS j, JSONSharedDataPathsWithTypes(j), JSONDynamicPathsWithTypes(j) FROM numbers(6)
SELECT groupArray(concat('{"a":', toString(number), '}')::JSON), any('{}'::JSON), map('k', '{"x":[]}'::JSON), tuple('{"y":{"z":1}}'::JSON) FROM numbers(3)
SELECT variantElement(v, 'UInt64'), variantType(v), v FROM (SELECT CAST(multiIf(number = 0, NULL, number = 1, 'a', NULL), 'Variant(Array(UInt8), String, UInt64)') AS v FROM numbers(3))
SELECT dynamicElement(d, 'UInt64'), dynamicType(d), d FROM (SELECT multiIf(number = 0, NULL::Dynamic, number = 1, 'a'::Dynamic, number = 2, [1]::Dynamic, now() - now()) AS d FROM numbers(4))
SELECT [1::Dynamic, 'a', NULL], map('a', 1::Dynamic, 'b', 'c'), (1::Variant(UInt8, String), NULL::Variant(UInt8, String)), [1, 'a']::Array(Variant(String, UInt8))
SELECT if(number % 2, number::Variant(UInt64, String), 'x'), if(number % 2, [number], 'x')::Variant(Array(UInt64), String) FROM numbers(4) SETTINGS use_variant_as_common_type = 1
SELECT [1, 'a', toDate('2024-01-02')], map('a', 1, 'b', 'c') SETTINGS use_variant_as_common_type = 1
SELECT CAST((1, 2) AS Point), CAST([(1, 2)] AS Ring), readWKTPolygon('POLYGON((0 0, 1 0, 1 1, 0 0))'), readWKTMultiPolygon('MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))'), readWKTPoint('POINT(1.5 -2)'), readWKTLineString('LINESTRING(0 0, 1 1)'), readWKTMultiLineString('MULTILINESTRING((0 0, 1 1))'), readWKT('POINT(1 2)')
SELECT geohashDecode('ezs42'), h3ToGeo(644325524701193974), geoToH3(37.79506683, 55.71290588, 15), geohashesInBox(24.48, 40.56, 24.785, 40.81, 4), polygonsUnionCartesian([[[(0., 0.), (0., 1.), (1., 1.)]]], [[[(0., 0.), (0., 2.), (1., 1.)]]])
SELECT toInt128(-1), toInt256('-57896044618658097711785492504343953926634992332820282019728792003956564819968'), toUInt256('115792089237316195423570985008687907853269984665640564039457584007913129639935'), toDecimal256('-99999999999999999999999999999999999999999999999999999999999999999999999999.99', 2), toUInt128(1) * 3
SELECT toDateTime64('1900-01-01 00:00:00', 3, 'UTC'), toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC'), toDateTime64('2262-04-11 23:47:16.854775807', 9, 'UTC'), toDate32('1900-01-01'), toDate32('2299-12-31'), toTime('-999:59:59'), toTime64('999:59:59.999999999', 9)
SELECT INTERVAL 1 NANOSECOND, INTERVAL -5 MICROSECOND, INTERVAL 7 MILLISECOND, INTERVAL 3 QUARTER, toIntervalHour(1) + toIntervalMinute(2), (INTERVAL 1 YEAR, INTERVAL 2 DAY), [INTERVAL 1 HOUR], toNullable(INTERVAL 1 HOUR)
SELECT toBFloat16(1.5), [toBFloat16(0.1)], toBool(1), toIPv4('1.2.3.4'), toIPv6('::ffff:1.2.3.4'), [1, 2, 3]::QBit(Float32, 3), [1.5, 2]::QBit(BFloat16, 2), [1., -2., 3., 4., 5., 6., 7., 8., 9.]::QBit(Float64, 9)
SELECT tuple(), [tuple()], tuple(1 AS a, 'x' AS b), CAST((1, 'x'), 'Tuple(a UInt8, `b c` String)') AS t, t.a, untuple(t), (1, 2) + (3, 4), tupleConcat((1,), ('a',)), tupleToNameValuePairs(t.1 = 1 ? (1 AS q, 2 AS r) : (1 AS q, 2 AS r))
SELECT CAST((NULL, 1), 'Nullable(Tuple(Nullable(UInt8), UInt8))'), CAST(NULL, 'Nullable(Tuple(UInt8))') SETTINGS allow_experimental_nullable_tuple_type = 1
SELECT splitByRegexp('\\d', 'a1b'), extractAllGroups('a1b2', '([a-z])(\\d)'), extractKeyValuePairs('a:1,b:2'), tokens('a b'), ngrams('abc', 2), arrayShingles([1, 2, 3], 2), arrayROCAUC([0.1, 0.4], [0, 1]), splitByWhitespace(' a b ')
SELECT toNullable(CAST('a' AS LowCardinality(String))), CAST(NULL AS LowCardinality(Nullable(FixedString(2)))), [CAST('x' AS LowCardinality(Nullable(String))), NULL], toLowCardinality(toUInt8(5)), map(toLowCardinality('k'), [toLowCardinality('v')]) SETTINGS allow_suspicious_low_cardinality_types = 1
SELECT arrayJoin([toLowCardinality('a'), 'b']) AS l, arrayJoin([toString(number), 'x']) AS s, arrayJoin([map('k', number)]) AS m, sumMap(m) OVER () FROM numbers(3) ORDER BY ALL
SELECT a.*, b.* FROM (SELECT number AS k, toString(number) AS s FROM numbers(3)) AS a FULL JOIN (SELECT number + 2 AS k, [number] AS l, toNullable(number) AS n FROM numbers(2)) AS b ON a.k = b.k ORDER BY ALL SETTINGS join_use_nulls = 1
SELECT number, toString(number) FROM numbers(10) ORDER BY number WITH FILL FROM 0 TO 20 STEP 3 LIMIT 2 WITH TIES
SELECT * FROM (SELECT number % 3 AS k, number AS v FROM numbers(10)) ORDER BY v LIMIT 1 OFFSET 1 BY k
SELECT * FROM values('a UInt8, b Array(Nullable(String)), c Map(String, UInt8)', (1, ['x', NULL], map('k', 1)), (2, [], map()))
SELECT * FROM format(JSONEachRow, '{"a":1,"b":{"c":[1,null,"x"]}}\n{"a":2.5,"d":"2024-01-02"}')
SELECT * FROM generateRandom('a Array(Tuple(Int8, Nullable(String))), b LowCardinality(Nullable(String)), c Map(UInt8, DateTime64(6)), d Decimal(38, 5), e IPv6, f Enum8(\'x\' = 1, \'y\' = 2), g Nullable(UUID), h Int256, i Date32, j Tuple(a Bool, b FixedString(3)), k DateTime(\'Asia/Tokyo\')', 1, 20, 4) LIMIT 500
SELECT * FROM generateRandom('a Float64, b Float32, d Point, e Array(Array(Date)), f Map(String, Map(String, UInt8)), i UInt128, j Int128, k UInt256', 2, 10, 3) LIMIT 500
SELECT * FROM numbers(0)
SELECT COLUMNS('number') FROM numbers(2)
SELECT * EXCEPT (b) REPLACE (a + 1 AS a) FROM (SELECT 1 AS a, 2 AS b, 3 AS c)
EXPLAIN SELECT 1
SHOW TABLES FROM system LIKE 'one'
DESCRIBE (SELECT map('a', 1::Variant(String, UInt8)) AS m, '{}'::JSON(a UInt8) AS j)
SELECT sumMapFiltered([1, 4])([number % 5], [number]) FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT sumMap([toString(number % 2)], [toFloat64(number)]), char(0) FROM numbers(10)
SELECT 5e-324, 1.7976931348623157e308
