// Says before sending what the server would refuse after it: a file that is too large.

export function checkFiles(part) {
  for (const field of part.querySelectorAll("input[type=file]:not([data-ready])")) {
    field.dataset.ready = "";
    const words = document.createElement("p");
    words.className = "k-help";
    words.setAttribute("role", "status");
    field.after(words);
    field.addEventListener("change", () => {
      words.textContent = describe([...field.files], Number(field.dataset.largest ?? Infinity));
    });
  }
}

function describe(files, largest) {
  const tooLarge = files.filter((file) => file.size > largest);
  if (tooLarge.length > 0) {
    const names = tooLarge.map((file) => `「${file.name}」`).join("、");
    return `${names}は大きすぎて送れません。小さくするか、分けてください。`;
  }
  return files.map((file) => `${file.name} (${size(file.size)})`).join("、");
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)}KB` : `${(bytes / 1e6).toFixed(1)}MB`;
}
