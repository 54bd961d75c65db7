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
  requests[$1, $2] += $3
  seconds[$1, $2] += $4 / 1e6
  busy[$1, $2] += $5 / hertz
}

END {
  for (round = 1; round <= rounds; round++) {
    compute(round)
    print_table("round " round, round)
  }
  for (i = 1; i <= count; i++) {
    name = servers[i]
    rate["m", name] = median(rate, name)
    cpu["m", name] = median(cpu, name)
    relative["m", name] = median(relative, name)
    times["m", name] = median(times, name)
  }
  print_table("median of " rounds " rounds", "m")
  print missed ? missed " missed in single rounds" : "every target met in every round"
  exit missed > 0
}

function compute(round,    i, name) {
  for (i = 1; i <= count; i++) {
    name = servers[i]
    rate[round, name] = requests[round, name] / seconds[round, name]
    cpu[round, name] = busy[round, name] * 1e6 / requests[round, name]
  }
  for (i = 1; i <= count; i++) {
    name = servers[i]
    relative[round, name] = rate[round, name] / rate[round, "constant"]
    if (name in base)
      times[round, name] = cpu[round, name] / cpu[round, base[name]]
    if (name in least)
      times[round, name] = rate[round, "jwtkit"] / rate[round, name]
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

function median(table, name,    i, j, sorted, value) {
  for (i = 1; i <= rounds; i++) {
    value = table[i, name]
    for (j = i; j > 1 && sorted[j - 1] > value; j--)
      sorted[j] = sorted[j - 1]
    sorted[j] = value
  }
  return rounds % 2 ? sorted[(rounds + 1) / 2] : (sorted[rounds / 2] + sorted[rounds / 2 + 1]) / 2
}
