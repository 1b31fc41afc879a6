SELECT groupArray(number), groupArray(toString(number)), groupArray(number / 3) FROM (SELECT number FROM system.numbers LIMIT 20)
SELECT number % 3 AS k, groupArray(toNullable(number)), groupArray(toDate(toUInt16(number + 1))), groupArray(2)(number) FROM (SELECT number FROM system.numbers LIMIT 20) GROUP BY k ORDER BY k
SELECT groupArray((number, toString(number))), groupArray([number, number + 1]), groupArray(toDecimal32(number, 2)) FROM (SELECT number FROM system.numbers LIMIT 5)
SELECT arraySort(groupUniqArray(number % 5)), arraySort(groupUniqArray(toString(number % 5))), groupArrayInsertAt('-', 5)(toString(number), number) FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT sumMap([number % 3, 7], [number, 1]), sumMap([toInt8(number % 2)], [toFloat64(number)]) FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT sumMap(emptyArrayUInt8(), emptyArrayUInt64())
SELECT tuple(1, 'a', NULL, [1, NULL], (2, ('b', [])))
SELECT tuple(toDate('2024-01-02'), toUUID('00112233-4455-6677-8899-aabbccddeeff'), toFixedString('a', 3), toDateTime(1700000000, 'Asia/Tokyo'))
SELECT [(1, 'a'), (2, 'b')], [tuple([(1, [tuple(2)])])], tupleElement((1, ('x', 2)), 2)
SELECT quantiles(0, 0.25, 0.5, 1)(number), quantilesExact(0.1, 0.9)(number), median(number / 7) FROM (SELECT number FROM system.numbers LIMIT 101)
SELECT quantilesTiming(0.5, 0.9)(number), quantilesDeterministic(0.5)(number, number), quantile(number) FROM (SELECT number FROM system.numbers LIMIT 0)
SELECT argMin(toString(number), number), argMax((number, 'x'), number), any(NULL), anyLast([number]) FROM (SELECT number FROM system.numbers LIMIT 7)
SELECT min([number]), max((number, -number)), min(toString(number)), max(NULL) FROM (SELECT number FROM system.numbers LIMIT 12)
SELECT avg(number), avg(toNullable(number)), sum(toInt8(-number)), sum(toDecimal64(number, 3)), avgIf(number, 0), sumOrNull FROM (SELECT number, NULL AS sumOrNull FROM (SELECT number FROM system.numbers LIMIT 10)) GROUP BY sumOrNull
SELECT uniq(number), uniqExact(number % 7), uniqCombined(number), uniqHLL12(number), uniqUpTo(3)(number) FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT topK(3)(number % 4), corr(number, number * 2), covarPop(number, number), varSamp(number), stddevPop(number) FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT sumForEach([number, number * 2]), groupArrayArray([number, 1]), maxArray([number]), avgForEach([number]) FROM (SELECT number FROM system.numbers LIMIT 6)
SELECT countState() AS c, sumState(number) AS s, avgState(number) AS a, minState(number) AS mi, maxState(toString(number)) AS ma FROM (SELECT number FROM system.numbers LIMIT 10)
SELECT number % 3 AS k, sumState(toInt32(number)), anyState(number), anyLastState(toFixedString('ab', 2)), argMinState(toString(number), number), argMaxState(number, toDate(toUInt16(number))) FROM (SELECT number FROM system.numbers LIMIT 10) GROUP BY k ORDER BY k
SELECT groupBitAndState(toUInt8(number)), groupBitOrState(toUInt32(number)), groupBitXorState(number), groupArrayState(toUInt16(number)), groupArrayState(toString(number)), uniqState(number) FROM (SELECT number FROM system.numbers LIMIT 5)
SELECT sumIfState(number, number > 3), countIfState(number > 3), avgState(toNullable(number)), minState(if(number > 2, NULL, number)) FROM (SELECT number FROM system.numbers LIMIT 5)
SELECT sumState(number), maxState(toString(number)), groupArrayState(number), argMinState(number, number) FROM (SELECT number FROM system.numbers LIMIT 0)
SELECT [sumState(number)], (countState(), 1) FROM (SELECT number FROM system.numbers LIMIT 5)
SELECT finalizeAggregation(quantilesState(0.5, 0.9)(number)), finalizeAggregation(sumMapState([number], [1])), quantilesMerge(0.5)(s) FROM (SELECT number, quantilesState(0.5)(number) AS s FROM (SELECT number FROM system.numbers LIMIT 3) GROUP BY number) GROUP BY number ORDER BY number
SELECT number % 4 AS k, count(), groupArray(number), any(toString(number)), sum(toNullable(number)) FROM (SELECT number FROM system.numbers LIMIT 10) GROUP BY k WITH TOTALS ORDER BY k
SELECT number % 4 AS k, count() FROM (SELECT number FROM system.numbers LIMIT 10) GROUP BY k WITH TOTALS HAVING k > 10 ORDER BY k
SELECT k, v FROM (SELECT number % 4 AS k, sum(number) AS v FROM (SELECT number FROM system.numbers LIMIT 10) GROUP BY k WITH TOTALS) ORDER BY k
SELECT number % 2 AS a, number % 3 AS b, count() FROM (SELECT number FROM system.numbers LIMIT 12) GROUP BY a, b WITH ROLLUP ORDER BY a, b
SELECT number % 2 AS a, number % 3 AS b, sum(number) FROM (SELECT number FROM system.numbers LIMIT 12) GROUP BY a, b WITH CUBE ORDER BY a, b
SELECT number, number % 3 AS k FROM (SELECT number FROM system.numbers LIMIT 20) ORDER BY number LIMIT 2 BY k
SELECT number, toString(number) FROM (SELECT number FROM system.numbers LIMIT 20) ORDER BY number DESC LIMIT 3, 4
SELECT DISTINCT number % 4 FROM (SELECT number FROM system.numbers LIMIT 20) ORDER BY number % 4
SELECT number, [number], (number, 'x'), NULL, toLowCardinality(toString(number)) FROM (SELECT number FROM system.numbers LIMIT 10) WHERE number > 100
SELECT number, [toLowCardinality('a')], toNullable(number) FROM (SELECT number FROM system.numbers LIMIT 10) LIMIT 0
SELECT 1 WHERE 0
SELECT arrayJoin(emptyArrayString()) AS a, [a]
SELECT NULL, [NULL], (NULL, NULL), [[NULL], []], toNullable(NULL)
SELECT arrayMap(x -> (x, toString(x)), range(5)), arrayFilter(x -> x > 2, range(5)), arrayReverse(['a', 'b']), arrayConcat([1], [NULL])
SELECT arrayEnumerate([5, 6]), arrayEnumerateUniq([5, 5, 6]), arrayCumSum([1, 2, 3]), arrayReduce('sum', [1, 2, 3]), arrayReduce('groupUniqArray', ['a', 'a'])
SELECT splitByChar(',', 'a,,b'), splitByString('::', 'a::b'), extractAll('a1b22', '\\d+'), alphaTokens('ab1cd'), arrayStringConcat(['a', 'b'], '-')
SELECT visitParamExtractRaw('{"a":[1,{"b":2}]}', 'a'), visitParamExtractString('{"a":"x\\ny"}', 'a'), visitParamExtractFloat('{"a":1.5}', 'a')
SELECT multiIf(number = 0, NULL, number = 1, toInt64(-1), toInt64(number)), if(number > 1, [number], emptyArrayUInt64()), nullIf(number, 2), coalesce(NULL, number) FROM (SELECT number FROM system.numbers LIMIT 4)
SELECT CAST('a', 'Enum8(\'a\' = 1, \'b,\\\')\' = 2)'), [CAST('b', 'Enum16(\'a\' = -300, \'b\' = 300)')], CAST(CAST(number, 'Nullable(UInt8)'), 'Nullable(Enum8(\'z\' = 0, \'o\' = 1))') FROM (SELECT number FROM system.numbers LIMIT 2)
SELECT toInt8(-128), toUInt8(255), toInt16(-32768), toUInt16(65535), toInt32(-2147483648), toUInt32(4294967295), toInt64(-9223372036854775808), toUInt64(18446744073709551615)
SELECT nan, inf, -inf, toFloat32(0.1), 0.1, -0.0, toFloat32(-0.0), 2.2250738585072014e-308, toFloat32(1e-45), toFloat32(3.4028235e38)
SELECT toDecimal32('-0.01', 2), toDecimal64('9999999999.99999999', 8), toDecimal128('-12345678901234567890123456789.123456789', 9), toDecimal128('0.00000000000000000000000000000000000001', 38)
SELECT toDate('1970-01-02'), toDate('2105-12-31'), toDateTime('2024-03-31 01:59:59', 'Europe/Berlin'), toDateTime(1711846800, 'Europe/Berlin'), toDateTime('2024-10-27 02:30:00', 'Europe/Berlin')
SELECT 'é☃', '\xff\xfe', unhex('C3'), toFixedString('a\0b', 4), ['\xff']
SELECT IPv4NumToString(toUInt32(16909060)), IPv6NumToString(toFixedString(unhex('20010DB8000000000000000000000001'), 16)), MD5('a'), SHA1('b'), halfMD5('c'), UUIDStringToNum('00112233-4455-6677-8899-aabbccddeeff')
SELECT toLowCardinality('a'), toLowCardinality(toNullable('b')), [toLowCardinality('c')], (toLowCardinality('d'), 1), toLowCardinality(CAST(NULL, 'Nullable(String)'))
SELECT toLowCardinality(toString(number % 3)) AS k, count(), groupArray(toLowCardinality(toString(number))), any(k) FROM (SELECT number FROM system.numbers LIMIT 10) GROUP BY k WITH TOTALS ORDER BY k
SELECT toLowCardinality(toString(number)) FROM (SELECT number FROM system.numbers LIMIT 300)
SELECT a.number, b.s FROM (SELECT number FROM system.numbers LIMIT 4) AS a ANY LEFT JOIN (SELECT number * 2 AS number, toNullable(toString(number)) AS s FROM (SELECT number FROM system.numbers LIMIT 2)) AS b USING number ORDER BY a.number
SELECT arrayJoin([1, 2]) AS x, arrayJoin(['a', 'b']) AS y, [x] AS z ORDER BY x, y
SELECT number, c FROM (SELECT number, [number, number + 1] AS cs FROM (SELECT number FROM system.numbers LIMIT 3)) ARRAY JOIN cs AS c
SELECT x FROM (SELECT 1 AS x UNION ALL SELECT 2 AS x UNION ALL SELECT 3 AS x) ORDER BY x
SELECT toIntervalDay(1), toIntervalMonth(-2), toIntervalSecond(5), toIntervalWeek(3), toIntervalYear(1)
SELECT toTypeName(number), dumpColumnStructure(number), bar(number, 0, 10, 5), bitmaskToArray(toUInt8(number + 5)) FROM (SELECT number FROM system.numbers LIMIT 3)
SELECT name, type FROM system.columns WHERE database = 'system' AND table = 'one'
SELECT * FROM system.one
DESCRIBE TABLE system.one
EXISTS TABLE system.one
SHOW DATABASES
