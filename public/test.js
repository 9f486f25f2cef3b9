// Shows the mark of a test for as long as a test team is shown: the program goes from team to team without loading a page.
const mark = document.getElementById("test"), { tests, real, first } = mark.dataset
const look = () => {
  const named = /[?&]team=([^&]+)/.exec(location.search)
  const team = named ? decodeURIComponent(named[1]) : first
  const isAmong = teams => teams.split(" ").includes(team)
  mark.hidden = tests === undefined ? isAmong(real) : !isAmong(tests)
}
look()
new MutationObserver(look).observe(document.getElementById("app"), { childList: true, subtree: true })
