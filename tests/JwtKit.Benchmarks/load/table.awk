# The table of each round and of the medians, from one line per turn, "round server requests microseconds ticks".
# Variables: hertz (ticks per second), rounds. Exits with 1 if a target is missed in a round.
BEGIN {
  FS = "\t"
  count = split("constant|by-hand|jwtkit|sample-by-hand|sample|express|express-key", servers, "|")
  title["constant"] = "constant answer"
  title["by-hand"] = "by hand"
  title["jwtkit"] = "JwtKit"
  title["sample-by-hand"] = "by hand, in the sample's host"
  title["sample"] = "JwtKit: the sample"
  title["express"] = "Express as printed"
  title["express-key"] = "Express, prepared key"
  # What a server's CPU per request is compared with, and the most it may be.
  base["jwtkit"] = "by-hand"
  base["sample"] = "sample-by-hand"
  most = 1.10
  # How many times the requests of a server JwtKit must answer.
  least["express"] = 30
  least["express-key"] = 7
}

{
  turn = ++turns[$1, $2]
  turn_rate[$1, $2, turn] = $3 / ($4 / 1e6)
  turn_cpu[$1, $2, turn] = $5 / hertz * 1e6 / $3
}

END {
  for (round = 1; round <= rounds; round++) {
    compute(round)
    print_table("round " round, round)
  }
  for (i = 1; i <= count; i++) {
    name = servers[i]
    rate["m", name] = median_of_rounds(rate, name)
    cpu["m", name] = median_of_rounds(cpu, name)
    relative["m", name] = median_of_rounds(relative, name)
    times["m", name] = median_of_rounds(times, name)
  }
  print_table("median of " rounds " rounds", "m")
  print missed ? missed " missed in single rounds" : "every target met in every round"
  exit missed > 0
}

# Medians of the turns. Ratios are made within a turn, in which all servers met the same machine.
function compute(round,    i, name, turn, number, rates, cpus, relatives, ratios) {
  for (i = 1; i <= count; i++) {
    name = servers[i]
    number = turns[round, name]
    for (turn = 1; turn <= number; turn++) {
      rates[turn] = turn_rate[round, name, turn]
      cpus[turn] = turn_cpu[round, name, turn]
      relatives[turn] = rates[turn] / turn_rate[round, "constant", turn]
      if (name in base)
        ratios[turn] = cpus[turn] / turn_cpu[round, base[name], turn]
      if (name in least)
        ratios[turn] = turn_rate[round, "jwtkit", turn] / rates[turn]
    }
    rate[round, name] = median(rates, number)
    cpu[round, name] = median(cpus, number)
    relative[round, name] = median(relatives, number)
    if (name in base || name in least)
      times[round, name] = median(ratios, number)
    if (!is_met(round, name))
      missed++
  }
}

function is_met(round, name) {
  return name in base ? times[round, name] <= most : name in least ? times[round, name] >= least[name] : 1
}

function print_table(caption, round,    i, name, found, target) {
  printf "\n%s\n", caption
  printf "%-30s %9s %12s %15s   %-42s %s\n", "server", "req/s", "of constant", "CPU us/request", "found (target)", "met"
  for (i = 1; i <= count; i++) {
    name = servers[i]
    found = ""
    if (name in base)
      found = sprintf("%.3f x the CPU by hand (<= %.2f)", times[round, name], most)
    if (name in least)
      found = sprintf("JwtKit answers %.1f x as many (>= %d)", times[round, name], least[name])
    printf "%-30s %9.0f %12.3f %15.2f   %-42s %s\n", title[name], rate[round, name], relative[round, name], cpu[round, name], found,
      found == "" ? "" : is_met(round, name) ? "yes" : "NO"
  }
}

function median_of_rounds(table, name,    i, values) {
  for (i = 1; i <= rounds; i++)
    values[i] = table[i, name]
  return median(values, rounds)
}

function median(values, number,    i, j, sorted) {
  for (i = 1; i <= number; i++) {
    for (j = i; j > 1 && sorted[j - 1] > values[i]; j--)
      sorted[j] = sorted[j - 1]
    sorted[j] = values[i]
  }
  return number % 2 ? sorted[(number + 1) / 2] : (sorted[number / 2] + sorted[number / 2 + 1]) / 2
}
