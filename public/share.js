// In old words: the web views of old phones know no `?.` and `??`, and would run nothing of it.
const copy = document.getElementById("copy"), said = document.getElementById("said")
if (copy) {
  copy.hidden = false
  copy.onclick = async () => {
    const text = copy.dataset.text
    let done = false
    if (navigator.clipboard) {
      done = await navigator.clipboard.writeText(text).then(() => true, () => false)
    }
    if (!done) {
      // Over plain http there is no clipboard, and some web views refuse it: then an old way.
      const field = document.createElement("input")
      field.value = text
      document.body.append(field)
      field.select()
      done = document.execCommand("copy")
      field.remove()
      copy.focus()
    }
    said.textContent = ""
    setTimeout(() => said.textContent = done ? copy.dataset.done : copy.dataset.failed, 50)
  }
}
